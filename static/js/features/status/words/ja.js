// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "status.resolved.you": "この会話を解決済みにしました",
  "status.resolved.other": "{name} がこの会話を解決済みにしました",
  "status.reopened.you": "この会話を再開しました",
  "status.reopened.other": "{name} がこの会話を再開しました",
});
