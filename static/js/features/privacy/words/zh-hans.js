// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "privacy.erased": "此前的内容已被清除。",
  "privacy.erased_part": "此前所写的部分内容已被删除。",
});
