// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "routing.vanished": "La connessione con {name} si è interrotta; continua un’altra persona",
});
