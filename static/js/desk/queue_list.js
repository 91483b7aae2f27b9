// The rows of a view as elements.
import { inOneLine } from "../conversation/kinds.js";
import { keyed, mark } from "../ui/keyed.js";
import { createMoving } from "../ui/moving.js";
import { show, stateWords } from "../presence/presence.js";
import { openSlot } from "../ui/slots.js";
import { t } from "../words/t.js";
import { fullTime, span, waitWords } from "../words/when.js";

const LONG_WAIT = 15 * 60_000; // milliseconds after which a wait stands out

/** {parts, clock, customer(ticket), desk() → of desk.js} → show({rows, current, view}) */
export function createQueueList({ parts, clock, customer, desk }) {
  const features = new WeakMap(); // row → what its features are told
  /** @type {any} */
  const template = document.querySelector("#row-template");
  const list = keyed(parts.rows, {
    make,
    update: (element, { row, current, view }) => update(element, row, current, view),
  });

  function make() {
    const element = template.content.firstElementChild.cloneNode(true);
    features.set(
      element,
      ["row", "labels"].map((slot) => openSlot(slot, element, desk())),
    );
    return element;
  }

  /** @param {HTMLElement} element
   *  @param {import("./rows.js").Row} row
   *  @param {string | undefined} current
   *  @param {string} view */
  function update(element, row, current, view) {
    /** @type {(name: string) => any} */
    const part = (name) => element.querySelector(`.row-${name}`);
    const now = clock.now();
    const link = part("link");
    link.href = `/agent/${row.ticket}/?view=${view}`;
    link.dataset.ticket = row.ticket;
    mark(link, "aria-current", row.ticket === current ? "page" : null);
    mark(element, "data-unread", row.unread > 0);
    mark(
      element,
      "data-wait",
      row.waiting_since && now - Date.parse(row.waiting_since) > LONG_WAIT ? "long" : null,
    );
    part("name").textContent = row.name;
    part("subject").textContent = row.subject;
    part("subject").hidden = !row.subject;
    showWait(part("wait"), row, now);
    showLast(part("last"), row);
    part("unread").hidden = row.unread === 0;
    part("unread").firstElementChild.textContent = row.unread;
    for (const tell of features.get(element)) tell("show", row);
    const person = customer(row.ticket);
    show(
      element.querySelector(".state"),
      person?.state ?? "offline",
      hasBeenHere(person) ? stateWords(person, now) : "",
    );
  }

  const moving = createMoving(parts.rows);
  let last = { view: "", order: "" };

  return function showRows({ rows, current, view }) {
    const change = () => list(rows.map((row) => ({ key: row.ticket, row, current, view })));
    const order = rows.map(({ ticket }) => ticket).join();
    const [same, filled] = [last.view === view, last.order !== ""];
    if (same && filled && order !== last.order) moving(change);
    else change(); // nothing moves, or it is another list
    last = { view, order };
  };
}

// Of most rows of a long list nobody is there: that is worth no word.
const hasBeenHere = (person) =>
  Boolean(person && (person.state !== "offline" || person.last_seen) && person.state !== "unknown");

function showWait(element, row, now) {
  const at = row.waiting_since ?? row.changed_at;
  element.title = t(row.waiting_since ? "desk.waiting-since" : "desk.last-change", { time: fullTime(at) });
  element.textContent = row.waiting_since ? waitWords(at, now) : span(at, now);
}

function showLast(element, { last }) {
  const who = { customer: "", agent: `${last?.name}: ` }[last?.role] ?? "";
  element.dataset.kind = last?.kind ?? "";
  element.textContent = !last
    ? ""
    : last.kind === "note"
      ? t("desk.note-by", { name: last.name, body: inOneLine(last) })
      : who + inOneLine(last);
}
