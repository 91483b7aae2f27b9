// What the pane says while no conversation is open: who is at the desk, and who waits longest, in the view.
import { keyed } from "../ui/keyed.js";
import { openSlot } from "../ui/slots.js";
import { inList } from "../words/list.js";
import { t } from "../words/t.js";
import { waited, waitWords } from "../words/when.js";

const LONGEST = 5;

/** {parts, clock, desk: of desk.js} → show({here: names, rows: of a view, counts, view,
 *  all: whether that view has all who wait}) */
export function createGlance({ parts, clock, desk }) {
  const features = openSlot("glance", parts.today, desk);
  const list = keyed(parts.longestWaits, {
    make: makeLine,
    update: (line, { row, view }) => updateLine(line, row, view, clock.now()),
  });

  return function show({ here, rows, counts, view, all }) {
    parts.today.hidden = counts.open === undefined;
    parts.todayHere.textContent = inList(here) || t("desk.nobody-here");
    features("show", { counts });
    const waiting = longestWaits(rows);
    parts.todayWaiting.textContent = waiting.length
      ? t("desk.longest", { time: waited(waiting[0].waiting_since, clock.now()) })
      : t(all ? "desk.nobody-waits" : "desk.nobody-waits-here");
    list(waiting.map((row) => ({ key: row.ticket, row, view })));
  };
}

/** Pure: those who wait longest, the longest first. */
export const longestWaits = (rows) =>
  rows
    .filter(({ waiting_since }) => waiting_since)
    .sort((a, b) => (a.waiting_since < b.waiting_since ? -1 : 1))
    .slice(0, LONGEST);

function makeLine() {
  const line = document.createElement("li");
  line.innerHTML = '<a><span dir="auto"></span> <span></span></a>';
  return line;
}

function updateLine(line, row, view, now) {
  const [link] = line.children;
  const [name, wait] = link.children;
  link.href = `/agent/${row.ticket}/?view=${view}`;
  link.dataset.ticket = row.ticket;
  name.textContent = row.name;
  wait.textContent = waitWords(row.waiting_since, now);
}
