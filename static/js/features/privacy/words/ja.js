// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "privacy.erased": "これより前に書かれた内容は消去されました。",
  "privacy.erased_part": "これより前に書かれた内容の一部は削除されました。",
});
