// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "assignment.went-back": "Диалог вернулся в очередь",
  "assignment.went.to": "Диалог теперь ведёт {to}",
  "assignment.went.to-you": "Диалог теперь ведёте вы",
  "assignment.gave-back.you": "Вы вернули диалог в очередь",
  "assignment.gave-back.other": "{name} возвращает диалог в очередь",
  "assignment.took.you": "Вы взяли диалог",
  "assignment.took.other": "{name} берёт диалог на себя",
  "assignment.assigned.you": "Вы передали диалог: {to}",
  "assignment.assigned.other": "{name} передаёт диалог: {to}",
  "assignment.assigned.to-you": "{name} передаёт диалог вам",
});
