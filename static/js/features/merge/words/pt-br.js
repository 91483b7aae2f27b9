// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "merge.log.into": "Esta conversa continua em outra",
  "merge.log.apart": "Esta conversa volta a continuar separadamente",
});
