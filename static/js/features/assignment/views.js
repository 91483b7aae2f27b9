// The views of the desk that say whose a conversation is.
import { register } from "../../desk/views.js";

register({
  name: "unassigned",
  place: 10,
  empty: ["Nobody waits to be taken", "New conversations show up here by themselves."],
  calls: true,
  has: ({ assignee }) => !assignee,
});
register({
  name: "mine",
  place: 20,
  empty: ["Nothing on your plate", "Take a conversation, and it's yours until it is resolved."],
  calls: true,
  has: ({ assignee }, me) => assignee?.username === me,
});
