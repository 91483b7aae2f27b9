import { learn } from "../../../../words/t.js";

learn("en", {
  "status.act.resolve": "Resolve it",
  "status.act.reopen": "Reopen it",
  "status.open": "Open",
  "status.resolved": "Resolved",
  "status.undo.resolved": "You resolved {name}’s conversation.",
  "status.undo.reopened": "You reopened {name}’s conversation.",
  "status.none-resolved": "Nothing resolved yet",
  "status.none-resolved.why": "What you resolve can be found here.",
  "refused.unseen":
    "It stays open: {name} has written something that wasn't on your screen yet. Resolve it again if you still want to.",
});
