import { learn } from "../../../words/t.js";

learn("de", {
  "assignment.nobody": "Niemand",
  "assignment.oneself": "{name} (Sie)",
  "assignment.none": "keine",
  "assignment.assigned-to": "Zugewiesen an {name}",
  "assignment.went-back": "Dieses Gespräch kam in die Warteschlange zurück",
  "assignment.gave-back.you": "Sie haben dieses Gespräch zurückgegeben",
  "assignment.gave-back.other": "{name} hat dieses Gespräch zurückgegeben",
  "assignment.took.you": "Sie haben dieses Gespräch übernommen",
  "assignment.took.other": "{name} hat dieses Gespräch übernommen",
  "assignment.assigned.you": "Sie haben dieses Gespräch {to} zugewiesen",
  "assignment.assigned.other": "{name} hat dieses Gespräch {to} zugewiesen",
  "assignment.assigned.to-you": "{name} hat Ihnen dieses Gespräch zugewiesen",
  "assignment.undo.took": "Sie haben das Gespräch mit {name} übernommen.",
  "assignment.undo.gave-back": "Sie haben das Gespräch mit {name} zurückgegeben.",
  "assignment.none-unassigned": "Niemand wartet auf Übernahme",
  "assignment.none-unassigned.why": "Neue Gespräche erscheinen hier von selbst.",
  "assignment.none-mine": "Nichts auf Ihrem Tisch",
  "assignment.none-mine.why": "Übernehmen Sie ein Gespräch, und es gehört Ihnen, bis es gelöst ist.",
  "refused.taken": "Das ist nicht geschehen: {holder} hat dieses Ticket inzwischen.",
});
