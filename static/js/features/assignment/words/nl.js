// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "assignment.went-back": "Dit gesprek staat weer in de wachtrij",
  "assignment.went.to": "Dit gesprek ging naar {to}",
  "assignment.went.to-you": "Dit gesprek kwam bij u",
  "assignment.gave-back.you": "U hebt dit gesprek teruggegeven",
  "assignment.gave-back.other": "{name} heeft dit gesprek teruggegeven",
  "assignment.took.you": "U hebt dit gesprek overgenomen",
  "assignment.took.other": "{name} heeft dit gesprek overgenomen",
  "assignment.assigned.you": "U hebt dit gesprek toegewezen aan {to}",
  "assignment.assigned.other": "{name} heeft dit gesprek toegewezen aan {to}",
  "assignment.assigned.to-you": "{name} heeft dit gesprek aan u toegewezen",
});
