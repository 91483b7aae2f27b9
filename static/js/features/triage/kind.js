// What agents put on a ticket, in the log.
import { register } from "../../conversation/kinds.js";
import { isSame } from "../../people/same.js";
import { inList } from "../../words/list.js";
import { t } from "../../words/t.js";
import { untilWords } from "./until.js";

const by = ({ author }, me) => (isSame(author, me) ? "you" : author.name ? "other" : "desk");
const names = (tags = []) => inList(tags.map(({ name }) => name));

register("tags", {
  words(event, me) {
    const { tags = {}, author } = event;
    const said = { name: author.name, added: names(tags.add), removed: names(tags.remove) };
    if (tags.tags)
      return t(`triage.log.all.${by(event, me)}`, { ...said, tags: names(tags.tags) || t("triage.none") });
    const what = !said.removed ? "added" : said.added ? "both" : "removed";
    return t(`triage.log.${what}.${by(event, me)}`, said);
  },
});
register("priority", {
  words: (event, me) =>
    t(`triage.log.priority.${by(event, me)}`, {
      name: event.author.name,
      priority: t(`triage.priority.${event.body}`),
    }),
});
register("snooze", {
  words(event, me) {
    const { name } = event.author;
    if (!event.body) return t(`triage.log.back.${by(event, me)}`, { name });
    return t(`triage.log.snoozed.${by(event, me)}`, { name, until: untilWords(event.body) });
  },
});
register("spam", {
  words: (event, me) =>
    t(`triage.log.${event.body ? "spam" : "no-spam"}.${by(event, me)}`, { name: event.author.name }),
});
