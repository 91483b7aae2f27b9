// What can be chosen: tags, a priority, until when it is snoozed.
import { isDone } from "../../conversation/done.js";
import { t } from "../../words/t.js";
import { PRIORITIES, REPLY } from "./frames.js";
import { many } from "./many.js";
import { offered, typedTime, untilWords } from "./until.js";

/** @typedef {import("../../desk/actions.js").Option} Option
 *  @param {import("../../desk/desk.js").Desk} desk
 *  @param {{changing: ReturnType<typeof import("./changing.js").createChanging>,
 *    known: ReturnType<typeof import("./known_tags.js").createKnownTags>}} parts */
export function offer(desk, { changing, known }) {
  const row = () => desk.row();
  const here = () => Boolean(row());
  const isOpen = () => here() && !isDone(row());
  /** @param {string} name */
  const has = (name) => row()?.tags.some((tag) => tag.name === name);

  /** @param {string} text
   *  @returns {Option[]} */
  function tagOptions(text) {
    const tags = known.names().map((name) => ({
      words: name,
      hint: has(name) ? t("triage.has-tag") : "",
      run: () => void (has(name) ? changing.remove(name) : changing.add(name)),
    }));
    const isNew = text && !known.names().some((name) => name.toLowerCase() === text.toLowerCase());
    const made = {
      words: t("triage.new-tag", { name: text }),
      made: true,
      run: () => void changing.add(text),
    };
    return isNew ? [...tags, made] : tags;
  }

  const priorityOptions = () =>
    PRIORITIES.map((name) => ({
      words: t(`triage.priority.${name}`),
      hint: row()?.priority === name ? t("triage.is-so") : "",
      run: () => void changing.prioritise(name),
    }));

  /** @param {string} text
   *  @returns {Option[]} */
  function snoozeOptions(text) {
    const now = desk.now();
    const until = (/** @type {number} */ time) => () => void changing.snooze(new Date(time).toISOString());
    const time = typedTime(text, now);
    return [
      ...(time ? [{ words: untilWords(new Date(time).toISOString()), made: true, run: until(time) }] : []),
      ...offered(now).map(([key, at]) => ({
        words: t(key),
        hint: untilWords(new Date(at).toISOString()),
        run: until(at),
      })),
      { words: t("triage.snooze.reply"), run: () => void changing.snooze(REPLY) },
      ...(row()?.snoozed_until
        ? [{ words: t("triage.snooze.end"), run: () => void changing.snooze(null) }]
        : []),
    ];
  }

  const to = many(desk, known);
  const again = desk.offer({
    name: "tag",
    needs: "answer",
    key: "t",
    words: () => t("triage.act.tag"),
    can: here,
    options: tagOptions,
    many: to.tag,
  });
  desk.offer({
    name: "priority",
    needs: "answer",
    key: "p",
    words: () => t("triage.act.priority"),
    can: here,
    options: priorityOptions,
    many: to.prioritise,
  });
  desk.offer({
    name: "snooze",
    needs: "answer",
    key: "s",
    words: () => t("triage.act.snooze"),
    can: isOpen,
    options: snoozeOptions,
    many: to.snooze,
  });
  desk.offer({
    name: "spam",
    needs: "answer",
    key: "!",
    words: () => t(row()?.spam ? "triage.act.no-spam" : "triage.act.spam"),
    can: here,
    run: () => void changing.markSpam(!row()?.spam),
    many: to.markSpam,
  });
  known.told(again);
}
