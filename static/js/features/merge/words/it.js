// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "merge.log.into": "Questa conversazione continua in un’altra",
  "merge.log.apart": "Questa conversazione continua di nuovo da sola",
});
