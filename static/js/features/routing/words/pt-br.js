// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "routing.vanished": "A conexão com {name} caiu; outra pessoa continua o atendimento",
});
