// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "assignment.went-back": "이 대화가 대기열로 돌아갔습니다",
  "assignment.went.to": "이 대화의 담당자가 {to}(으)로 바뀌었습니다",
  "assignment.went.to-you": "이 대화를 맡게 되셨습니다",
  "assignment.gave-back.you": "이 대화를 대기열로 돌려보냈습니다",
  "assignment.gave-back.other": "{name} 님이 이 대화를 대기열로 돌려보냈습니다",
  "assignment.took.you": "이 대화를 맡았습니다",
  "assignment.took.other": "{name} 님이 이 대화를 맡았습니다",
  "assignment.assigned.you": "이 대화를 {to} 님에게 넘겼습니다",
  "assignment.assigned.other": "{name} 님이 이 대화를 {to} 님에게 넘겼습니다",
  "assignment.assigned.to-you": "{name} 님이 이 대화를 나에게 넘겼습니다",
});
