// What stands on a conversation, in a few words: in its row and beside its heading.
import { t } from "../../words/t.js";
import { untilWords } from "./until.js";

const SHOWN = 3; // tags in a row

/** @typedef {{words: string, title?: string, name: string, colour?: string}} Chip */

/** @param {any} row
 *  @returns {Chip[]} */
export function standing({ priority, snoozed_until: until, spam }) {
  /** @type {Chip[]} */
  const chips = [];
  if (spam) chips.push({ name: "spam", words: t("triage.is-spam") });
  if (priority && priority !== "normal")
    chips.push({ name: priority, words: t(`triage.priority.${priority}`) });
  if (until) chips.push({ name: "snoozed", words: untilWords(until) });
  return chips;
}

/** @param {any} row
 *  @returns {Chip[]} */
export function tagChips({ tags = [] }) {
  const chips = tags.slice(0, SHOWN).map(({ name, colour }) => ({ name: "tag", words: name, colour }));
  const more = tags.slice(SHOWN).map(({ name }) => name);
  return more.length
    ? [...chips, { name: "more", words: t("triage.more", { n: more.length }), title: more.join(", ") }]
    : chips;
}

/** @param {HTMLElement} root
 *  @param {Chip[]} chips */
export function showChips(root, chips) {
  const key = JSON.stringify(chips);
  if (root.dataset.chips === key) return;
  root.dataset.chips = key;
  root.replaceChildren(...chips.map(chip));
}

/** @param {Chip} chip */
export function chip({ words, title = words, name, colour = "" }) {
  const element = Object.assign(document.createElement("span"), {
    className: "triage-chip",
    textContent: words,
    title,
  });
  element.dir = "auto";
  element.dataset.is = name;
  if (colour) element.dataset.colour = colour;
  return element;
}
