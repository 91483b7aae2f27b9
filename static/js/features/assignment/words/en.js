import { learn } from "../../../words/t.js";

learn("en", {
  "assignment.went-back": "This conversation went back to the queue",
  "assignment.went.to": "This conversation went to {to}",
  "assignment.went.to-you": "This conversation came to you",
  "assignment.gave-back.you": "You gave this conversation back",
  "assignment.gave-back.other": "{name} gave this conversation back",
  "assignment.took.you": "You took this conversation",
  "assignment.took.other": "{name} took this conversation",
  "assignment.assigned.you": "You assigned this to {to}",
  "assignment.assigned.other": "{name} assigned this to {to}",
  "assignment.assigned.to-you": "{name} assigned this to you",
});
