import { learn } from "../../../words/t.js";

learn("en", {
  "assignment.nobody": "Nobody",
  "assignment.oneself": "{name} (you)",
  "assignment.none": "none",
  "assignment.assigned-to": "Assigned to {name}",
  "assignment.went-back": "This conversation went back to the queue",
  "assignment.gave-back.you": "You gave this conversation back",
  "assignment.gave-back.other": "{name} gave this conversation back",
  "assignment.took.you": "You took this conversation",
  "assignment.took.other": "{name} took this conversation",
  "assignment.assigned.you": "You assigned this to {to}",
  "assignment.assigned.other": "{name} assigned this to {to}",
  "assignment.assigned.to-you": "{name} assigned this to you",
  "assignment.undo.took": "You took {name}’s conversation.",
  "assignment.undo.gave-back": "You gave {name}’s conversation back.",
  "assignment.none-unassigned": "Nobody waits to be taken",
  "assignment.none-unassigned.why": "New conversations show up here by themselves.",
  "assignment.none-mine": "Nothing on your plate",
  "assignment.none-mine.why": "Take a conversation, and it's yours until it is resolved.",
  "refused.taken": "This was not done: {holder} has this ticket by now.",
});
