import { learn } from "../../../words/t.js";

learn("de", {
  "assignment.went-back": "Dieses Gespräch kam in die Warteschlange zurück",
  "assignment.went.to": "Dieses Gespräch ging an {to}",
  "assignment.went.to-you": "Dieses Gespräch kam zu Ihnen",
  "assignment.gave-back.you": "Sie haben dieses Gespräch zurückgegeben",
  "assignment.gave-back.other": "{name} hat dieses Gespräch zurückgegeben",
  "assignment.took.you": "Sie haben dieses Gespräch übernommen",
  "assignment.took.other": "{name} hat dieses Gespräch übernommen",
  "assignment.assigned.you": "Sie haben dieses Gespräch {to} zugewiesen",
  "assignment.assigned.other": "{name} hat dieses Gespräch {to} zugewiesen",
  "assignment.assigned.to-you": "{name} hat Ihnen dieses Gespräch zugewiesen",
});
