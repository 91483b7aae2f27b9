// The views of the desk that say whose a conversation is.
import { register } from "../../desk/views.js";

register({
  name: "unassigned",
  place: 10,
  empty: ["assignment.none-unassigned", "assignment.none-unassigned.why"],
  calls: true,
  has: ({ assignee }) => !assignee,
});
register({
  name: "mine",
  place: 20,
  empty: ["assignment.none-mine", "assignment.none-mine.why"],
  calls: true,
  has: ({ assignee }, me) => assignee?.username === me,
});
