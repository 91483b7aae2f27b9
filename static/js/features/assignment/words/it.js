// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "assignment.went-back": "Questa conversazione è tornata in coda",
  "assignment.went.to": "Questa conversazione è passata a {to}",
  "assignment.went.to-you": "Questa conversazione è passata a Lei",
  "assignment.gave-back.you": "Ha restituito questa conversazione",
  "assignment.gave-back.other": "{name} ha restituito questa conversazione",
  "assignment.took.you": "Ha preso in carico questa conversazione",
  "assignment.took.other": "{name} ha preso in carico questa conversazione",
  "assignment.assigned.you": "Ha assegnato questa conversazione a {to}",
  "assignment.assigned.other": "{name} ha assegnato questa conversazione a {to}",
  "assignment.assigned.to-you": "{name} Le ha assegnato questa conversazione",
});
