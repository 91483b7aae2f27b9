// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "rating.by.you": "この会話を評価しました: {words}",
  "rating.by.other": "{name} がこの会話を評価しました: {words}",
});
