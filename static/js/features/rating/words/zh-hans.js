// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "rating.by.you": "您评价了此对话：{words}",
  "rating.by.other": "{name} 评价了此对话：{words}",
});
