// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "assignment.went-back": "Esta conversación ha vuelto a la cola",
  "assignment.went.to": "Esta conversación ha pasado a {to}",
  "assignment.went.to-you": "Esta conversación ha pasado a usted",
  "assignment.gave-back.you": "Ha devuelto esta conversación",
  "assignment.gave-back.other": "{name} ha devuelto esta conversación",
  "assignment.took.you": "Ha asumido esta conversación",
  "assignment.took.other": "{name} ha asumido esta conversación",
  "assignment.assigned.you": "Ha asignado esta conversación a {to}",
  "assignment.assigned.other": "{name} ha asignado esta conversación a {to}",
  "assignment.assigned.to-you": "{name} le ha asignado esta conversación",
});
