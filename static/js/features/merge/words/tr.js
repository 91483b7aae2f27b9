// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "merge.log.into": "Bu görüşme başka bir görüşmede devam ediyor",
  "merge.log.apart": "Bu görüşme yeniden kendi başına devam ediyor",
});
