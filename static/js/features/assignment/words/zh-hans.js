// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "assignment.went-back": "此对话已回到队列",
  "assignment.went.to": "此对话已转给 {to}",
  "assignment.went.to-you": "此对话已转给您",
  "assignment.gave-back.you": "您退回了此对话",
  "assignment.gave-back.other": "{name} 退回了此对话",
  "assignment.took.you": "您接手了此对话",
  "assignment.took.other": "{name} 接手了此对话",
  "assignment.assigned.you": "您将此对话转给了 {to}",
  "assignment.assigned.other": "{name} 将此对话转给了 {to}",
  "assignment.assigned.to-you": "{name} 将此对话转给了您",
});
