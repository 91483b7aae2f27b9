import { learn } from "../../../words/t.js";

learn("en", {
  "saved_views.none": "Nothing in this view",
  "saved_views.none.why": "What fits it shows up here by itself.",
  "saved_views.act.save": "Save the search as a view",
  "saved_views.act.delete": "Delete this view",
  "saved_views.for-me": "“{name}”, for me",
  "saved_views.for-team": "“{name}”, for {team}",
  "saved_views.order": "In which order?",
  "saved_views.order.priority": "By priority, then who waits longest",
  "saved_views.order.waiting": "Who waits longest",
  "saved_views.order.newest": "The newest first",
  "saved_views.no-filter": "That was not saved: {filter}: is no filter of lists, or takes no such value.",
  "saved_views.not-saved": "That was not done. Try again in a moment.",
  "saved_views.well": "All right",
});
