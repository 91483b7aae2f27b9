// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "merge.log.into": "Esta conversación continúa en otra",
  "merge.log.apart": "Esta conversación vuelve a continuar por separado",
});
