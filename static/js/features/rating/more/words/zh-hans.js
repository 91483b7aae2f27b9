// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("zh-hans", {
  "rating.thanks": "谢谢。您仍可修改。",
  "rating.refused": "已无法评价。",
});
