// Tags, priority, snooze and spam of several conversations at once: what can be chosen, and the way back.
import { t } from "../../words/t.js";
import { PRIORITIES, REPLY } from "./frames.js";
import { offered, typedTime, untilWords } from "./until.js";

/** @typedef {import("../../desk/actions.js").ManyOption} ManyOption
 *  @typedef {ReturnType<typeof import("./known_tags.js").createKnownTags>} Known
 *  @param {{now: () => number}} desk
 *  @param {Pick<Known, "names">} known */
export function many({ now }, known) {
  /** @type {(name: string, row: any) => boolean} */
  const has = (name, row) => row.tags.some((/** @type {any} */ tag) => tag.name === name);

  /** @type {(name: string, made?: boolean) => ManyOption} */
  const adding = (name, made = false) => ({
    words: made ? t("triage.new-tag", { name }) : name,
    made,
    does: () => ({ type: "tags", add: [name] }),
    undoes: (row) => (has(name, row) ? null : { type: "tags", remove: [name] }),
  });
  /** @type {(name: string) => ManyOption} */
  const removing = (name) => ({
    words: t("triage.remove", { name }),
    does: (row) => (has(name, row) ? { type: "tags", remove: [name] } : null),
    undoes: () => ({ type: "tags", add: [name] }),
  });
  /** @type {(words: string, until: string | null, hint?: string, made?: boolean) => ManyOption} */
  const until = (words, until, hint = "", made = false) => ({
    words,
    hint,
    made,
    does: () => ({ type: "snooze", until }),
    undoes: (row) => ({ type: "snooze", until: row.snoozed_until }),
  });

  return {
    /** @param {string} text */
    tag(text) {
      const names = known.names();
      const isNew = text && !names.some((name) => name.toLowerCase() === text.toLowerCase());
      return [
        ...names.map((name) => adding(name)),
        ...names.map(removing),
        ...(isNew ? [adding(text, true)] : []),
      ];
    },
    prioritise: () =>
      PRIORITIES.map((name) => ({
        words: t(`triage.priority.${name}`),
        does: () => ({ type: "priority", priority: name }),
        undoes: (/** @type {any} */ row) => ({ type: "priority", priority: row.priority }),
      })),
    /** @param {string} text */
    snooze(text) {
      const at = (/** @type {number} */ time) => new Date(time).toISOString();
      const time = typedTime(text, now());
      return [
        ...(time ? [until(untilWords(at(time)), at(time), "", true)] : []),
        ...offered(now()).map(([key, time]) => until(t(key), at(time), untilWords(at(time)))),
        until(t("triage.snooze.reply"), REPLY),
        until(t("triage.snooze.end"), null),
      ];
    },
    markSpam: () =>
      [true, false].map((is) => ({
        words: t(is ? "triage.act.spam" : "triage.act.no-spam"),
        does: () => ({ type: "spam", spam: is }),
        undoes: (/** @type {any} */ row) => ({ type: "spam", spam: row.spam }),
      })),
  };
}
