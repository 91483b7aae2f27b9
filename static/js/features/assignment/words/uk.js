// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "assignment.went-back": "Розмова повернулася до черги",
  "assignment.went.to": "Розмову тепер веде {to}",
  "assignment.went.to-you": "Розмову тепер ведете Ви",
  "assignment.gave-back.you": "Ви повернули розмову до черги",
  "assignment.gave-back.other": "{name} повертає розмову до черги",
  "assignment.took.you": "Ви взяли розмову",
  "assignment.took.other": "{name} бере розмову на себе",
  "assignment.assigned.you": "Ви передали розмову: {to}",
  "assignment.assigned.other": "{name} передає розмову: {to}",
  "assignment.assigned.to-you": "{name} передає розмову Вам",
});
