// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "assignment.went-back": "Esta conversa voltou para a fila",
  "assignment.went.to": "Esta conversa passou para {to}",
  "assignment.went.to-you": "Esta conversa passou para você",
  "assignment.gave-back.you": "Você devolveu esta conversa",
  "assignment.gave-back.other": "{name} devolveu esta conversa",
  "assignment.took.you": "Você assumiu esta conversa",
  "assignment.took.other": "{name} assumiu esta conversa",
  "assignment.assigned.you": "Você passou esta conversa para {to}",
  "assignment.assigned.other": "{name} passou esta conversa para {to}",
  "assignment.assigned.to-you": "{name} passou esta conversa para você",
});
