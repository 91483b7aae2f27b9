// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "assignment.went-back": "Cette conversation est revenue dans la file d’attente",
  "assignment.went.to": "Cette conversation est passée à {to}",
  "assignment.went.to-you": "Cette conversation vous a été confiée",
  "assignment.gave-back.you": "Vous avez rendu cette conversation",
  "assignment.gave-back.other": "{name} a rendu cette conversation",
  "assignment.took.you": "Vous avez pris cette conversation en charge",
  "assignment.took.other": "{name} a pris cette conversation en charge",
  "assignment.assigned.you": "Vous avez confié cette conversation à {to}",
  "assignment.assigned.other": "{name} a confié cette conversation à {to}",
  "assignment.assigned.to-you": "{name} vous a confié cette conversation",
});
