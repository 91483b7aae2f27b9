// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "rating.1": "とても悪い",
  "rating.2": "悪い",
  "rating.3": "普通",
  "rating.4": "良い",
  "rating.5": "とても良い",
  "rating.by.you": "この会話を評価しました: {words}",
  "rating.by.other": "{name} がこの会話を評価しました: {words}",
  "rating.quoted": "{said} –「{body}」",
});
