// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "assignment.went-back": "Ta rozmowa wróciła do kolejki",
  "assignment.went.to": "Ta rozmowa trafiła do: {to}",
  "assignment.went.to-you": "Ta rozmowa trafiła tutaj",
  "assignment.gave-back.you": "Rozmowa została przez Państwa oddana",
  "assignment.gave-back.other": "{name} oddaje tę rozmowę",
  "assignment.took.you": "Rozmowa została przez Państwa przejęta",
  "assignment.took.other": "{name} przejmuje tę rozmowę",
  "assignment.assigned.you": "Rozmowa przekazana: {to}",
  "assignment.assigned.other": "{name} przekazuje tę rozmowę: {to}",
  "assignment.assigned.to-you": "{name} przekazuje Państwu tę rozmowę",
});
