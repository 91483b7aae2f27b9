// An assignment in the log: its `body` is the new assignee's name, `assignee` says who that is.
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";

register("assignment", {
  words({ author, assignee, body }, me) {
    if (!body && !author.name) return "This conversation went back to the queue";
    const who = isSame(author, me) ? "You" : author.name;
    if (!body) return `${who} gave this conversation back`;
    const taker = { role: "agent", key: assignee, name: body };
    if (isSame(taker, author)) return `${who} took this conversation`;
    return `${who} assigned this to ${isSame(taker, me) ? "you" : body}`;
  },
  named: ({ assignee, assignee_key: key }) => (key ? { key, name: assignee } : null),
  renamed: (event, isOne, name) =>
    event.assignee && event.body !== name && isOne({ key: event.assignee })
      ? { ...event, body: name }
      : event,
});
