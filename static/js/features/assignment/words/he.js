// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "assignment.went-back": "השיחה חזרה לתור",
  "assignment.went.to": "השיחה הזאת עברה אל {to}",
  "assignment.went.to-you": "השיחה הזאת עברה אליך",
  "assignment.gave-back.you": "החזרת את השיחה לתור",
  "assignment.gave-back.other": "השיחה הוחזרה לתור על ידי {name}",
  "assignment.took.you": "לקחת את השיחה",
  "assignment.took.other": "השיחה בטיפול של {name}",
  "assignment.assigned.you": "העברת את השיחה אל {to}",
  "assignment.assigned.other": "השיחה הועברה מאת {name} אל {to}",
  "assignment.assigned.to-you": "השיחה הועברה אליך מאת {name}",
});
