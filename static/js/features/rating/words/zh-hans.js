// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "rating.1": "很差",
  "rating.2": "差",
  "rating.3": "一般",
  "rating.4": "好",
  "rating.5": "很好",
  "rating.by.you": "您评价了此对话：{words}",
  "rating.by.other": "{name} 评价了此对话：{words}",
  "rating.quoted": "{said} –“{body}”",
});
