// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "status.resolved.you": "وضعتَ علامة «تم الحل» على هذه المحادثة",
  "status.resolved.other": "تم حل هذه المحادثة: {name}",
  "status.reopened.you": "أعدتَ فتح هذه المحادثة",
  "status.reopened.other": "أُعيد فتح هذه المحادثة: {name}",
});
