// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "assignment.went-back": "この会話は待ち行列に戻りました",
  "assignment.went.to": "この会話の担当が {to} になりました",
  "assignment.went.to-you": "この会話の担当があなたになりました",
  "assignment.gave-back.you": "この会話を戻しました",
  "assignment.gave-back.other": "{name} がこの会話を戻しました",
  "assignment.took.you": "この会話を担当しました",
  "assignment.took.other": "{name} がこの会話の担当になりました",
  "assignment.assigned.you": "この会話を {to} に引き継ぎました",
  "assignment.assigned.other": "{name} がこの会話を {to} に引き継ぎました",
  "assignment.assigned.to-you": "{name} がこの会話をあなたに引き継ぎました",
});
