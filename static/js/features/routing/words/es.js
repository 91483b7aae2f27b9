// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "routing.vanished": "Se cortó la conexión con {name}; otra persona continúa",
});
