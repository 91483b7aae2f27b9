// An assignment in the log: its `body` is the new assignee's name, `assignee` says who that is.
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { t } from "../../words/t.js";

register("assignment", {
  words({ author, assignee, body }, me) {
    if (!body && !author.name) return t("assignment.went-back");
    const [by, name] = [isSame(author, me) ? "you" : "other", author.name];
    if (!body) return t(`assignment.gave-back.${by}`, { name });
    const taker = { role: "agent", key: assignee, name: body };
    if (!author.name) return t(`assignment.went.${isSame(taker, me) ? "to-you" : "to"}`, { to: body });
    if (isSame(taker, author)) return t(`assignment.took.${by}`, { name });
    const to = isSame(taker, me) ? "to-you" : by;
    return t(`assignment.assigned.${to}`, { name, to: body });
  },
  named: ({ assignee, assignee_key: key }) => (key ? { key, name: assignee } : null),
  renamed: (event, isOne, name) =>
    event.assignee && event.body !== name && isOne({ key: event.assignee })
      ? { ...event, body: name }
      : event,
});
