// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "merge.log.into": "此对话在另一个对话中继续",
  "merge.log.apart": "此对话重新单独继续",
});
