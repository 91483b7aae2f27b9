// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "merge.log.into": "Этот диалог продолжается в другом диалоге",
  "merge.log.apart": "Этот диалог снова продолжается отдельно",
});
