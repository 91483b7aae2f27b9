// Above the list: how many are chosen, what became of it for each, and the way back.
import { refusedWords } from "../../words/refused.js";
import { t } from "../../words/t.js";

const DONE = new Set([undefined, "unchanged"]); // it is so

/** @typedef {import("../../desk/actions.js").ManyOption} ManyOption
 *  @typedef {import("./running.js").Outcome} Outcome */

/** all(): chooses all that are shown → {run(option)}
 *  @param {HTMLElement} root
 *  @param {{desk: import("../../desk/desk.js").Desk,
 *    selection: ReturnType<typeof import("./selection.js").createSelection>,
 *    running: ReturnType<typeof import("./running.js").createRunning>, all: () => void}} parts */
export function openBar(root, { desk, selection, running, all }) {
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-bulk=${name}]`);
  const [bar, said, outcomes] = ["bar", "said", "outcomes"].map(part);
  /** @type {Outcome[]} */
  let refused = [];
  let words = "";

  function show() {
    const n = selection.tickets.length;
    bar.hidden = !n && !words;
    said.textContent = words || t("bulk.chosen", { n });
    part("all").hidden = part("what").hidden = Boolean(words);
    outcomes.hidden = !refused.length;
    outcomes.querySelector("ul").replaceChildren(...refused.map(line));
  }

  /** @param {Outcome} outcome */
  function line({ ticket, code = "" }) {
    const { name = ticket } = desk.row(ticket) ?? {};
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `/agent/${ticket}/`, textContent: name });
    link.dataset.ticket = ticket;
    item.append(link, `: ${refusedWords(code, { name })}`);
    return item;
  }

  /** @param {string} to
   *  @param {Outcome[]} [not] */
  function say(to, not = []) {
    [words, refused] = [to, not];
    show();
  }

  /** @param {Outcome[]} found */
  function told(found) {
    const not = found.filter(({ code }) => !DONE.has(code));
    const n = found.length - not.length;
    say(not.length ? t("bulk.partly", { n, of: found.length }) : t("bulk.done", { n }), not);
  }

  const progress = (/** @type {number} */ of) => (/** @type {number} */ n) =>
    say(t("bulk.running", { n, of: of || "…" }));

  /** What it was before is known from the rows.
   *  @param {ManyOption} option */
  async function run(option) {
    const rows = selection.tickets.map((ticket) => desk.row(ticket)).filter(Boolean);
    const ones = fieldsOf(rows, option.does);
    const back = new Map(fieldsOf(rows, option.undoes).map((one) => [one.ticket, one]));
    selection.clear();
    if (!ones.length) return say(t("bulk.done", { n: 0 }));
    const found = await running.run(ones[0].type, ones.map(withoutType), progress(ones.length));
    told(found);
    const undone = found.flatMap(({ ticket, code }) => (!code && back.get(ticket)) || []);
    if (undone.length) desk.offerUndo(t("bulk.undo", { n: undone.length }), () => undo(undone));
  }

  /** @param {any[]} ones */
  async function undo(ones) {
    told(await running.run(ones[0].type, ones.map(withoutType), progress(ones.length)));
  }

  part("all").addEventListener("click", all);
  part("clear").addEventListener("click", () => {
    say("");
    selection.clear();
  });
  part("what").addEventListener("click", desk.everything);
  selection.on(() => {
    if (selection.tickets.length) say("");
    else show();
  });
  running.resume(progress(0))?.then(told);
  show();
  return { run };
}

/** @type {(rows: any[], made: ManyOption["does"]) => any[]} */
const fieldsOf = (rows, made) =>
  rows.flatMap((row) => {
    const fields = made(row);
    return fields ? { ...fields, ticket: row.ticket } : [];
  });

/** @param {any} fields
 *  @returns {any} */
const withoutType = ({ type, ...one }) => one;
