import { learn } from "../../../../words/t.js";

learn("en", {
  "assignment.act.take": "Take it",
  "assignment.act.give-back": "Give it back",
  "assignment.act.assign": "Assign it to somebody",
  "assignment.nobody": "Nobody",
  "assignment.oneself": "{name} (you)",
  "assignment.none": "none",
  "assignment.assigned-to": "Assigned to {name}",
  "assignment.undo.took": "You took {name}’s conversation.",
  "assignment.undo.gave-back": "You gave {name}’s conversation back.",
  "assignment.none-unassigned": "Nobody waits to be taken",
  "assignment.none-unassigned.why": "New conversations show up here by themselves.",
  "assignment.none-mine": "Nothing on your plate",
  "assignment.none-mine.why": "Take a conversation, and it's yours until it is resolved.",
  "refused.taken": "This was not done: {holder} has this ticket by now.",
});
