import { learn } from "../../../../words/t.js";

learn("de", {
  "assignment.act.take": "Übernehmen",
  "assignment.act.give-back": "Zurückgeben",
  "assignment.act.assign": "Jemandem zuweisen",
  "assignment.nobody": "Niemand",
  "assignment.oneself": "{name} (Sie)",
  "assignment.none": "keine",
  "assignment.assigned-to": "Zugewiesen an {name}",
  "assignment.undo.took": "Sie haben das Gespräch mit {name} übernommen.",
  "assignment.undo.gave-back": "Sie haben das Gespräch mit {name} zurückgegeben.",
  "assignment.none-unassigned": "Niemand wartet auf Übernahme",
  "assignment.none-unassigned.why": "Neue Gespräche erscheinen hier von selbst.",
  "assignment.none-mine": "Nichts auf Ihrem Tisch",
  "assignment.none-mine.why": "Übernehmen Sie ein Gespräch, und es gehört Ihnen, bis es gelöst ist.",
  "refused.taken": "Das ist nicht geschehen: {holder} hat dieses Ticket inzwischen.",
});
