// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "assignment.went-back": "Bu görüşme sıraya geri döndü",
  "assignment.went.to": "Bu görüşme {to} adlı kişiye geçti",
  "assignment.went.to-you": "Bu görüşme size geçti",
  "assignment.gave-back.you": "Bu görüşmeyi geri verdiniz",
  "assignment.gave-back.other": "{name} bu görüşmeyi geri verdi",
  "assignment.took.you": "Bu görüşmeyi üstlendiniz",
  "assignment.took.other": "{name} bu görüşmeyi üstlendi",
  "assignment.assigned.you": "Bu görüşmeyi devrettiniz: {to}",
  "assignment.assigned.other": "{name} bu görüşmeyi devretti: {to}",
  "assignment.assigned.to-you": "{name} bu görüşmeyi size devretti",
});
