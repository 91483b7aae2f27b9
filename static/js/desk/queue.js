// The live queue: read after each welcome and kept up by frames; without a socket read
// again and again. However it is read, it stays as long as the agent has made it.
import { readAsFar } from "./pages.js";
import { createQueueList } from "./queue_list.js";
import { mark } from "../ui/keyed.js";
import { openSlot } from "../ui/slots.js";
import { countWords, createRows, matching } from "./rows.js";
import { createFind } from "./find.js";
import { tellingNames, viewNames, viewOf, whoseTurn } from "./views.js";
import { rows as isRows } from "../wire/shapes.js";
import { t } from "../words/t.js";
import { passed } from "../words/when.js";

const SETTLE = 1_000; // milliseconds to gather changes in before counting anew
const AGAIN = 2_000; // milliseconds until a list that could not be read is asked for again
const REFRESH = 15_000; // milliseconds between new wordings of "12 min"

const SIGNED_OUT = ["desk.signed-out", "desk.signed-out.why"];

/** {parts, me: user name, clock, getJson: of wire/http.js, current() → the open ticket, linked() → whether a
 *  welcome holds, watching: of watching.js,
 *  desk() → of desk.js, on: {changed(row), calling(count), told(answer): what else a list
 *  says}} */
export function createQueue({ parts, me, clock, getJson, current, linked, watching, desk, on }) {
  const rows = createRows({ me });
  const list = createQueueList({ parts, clock, customer: rows.customer, desk });
  let [view] = viewNames();
  let asked = 0;
  let answered = 0;
  let loaded = false;
  let size = 0; // rows of the list as it was read last
  let out = false;
  let reach = null; // the last row of the list as it was read last
  let further = false; // whether somebody wants more than that
  let recount = null;
  /** @type {string[]} tickets, as they stand */
  let listed = [];
  let doubted = ""; // the view and its count for which the list was read once more
  /** @type {ReturnType<typeof openSlot> | undefined} opened when somebody looks for something */
  let features;

  async function read() {
    const turn = (asked += 1);
    watching.everything();
    const [wanted, farther, since] = [view, further, rows.heard];
    const ask = (before) =>
      getJson(`/api/queue?${new URLSearchParams({ view: wanted, ...(before && { before }) })}`, isRows);
    const answer = await readAsFar(
      ask,
      (row) => !reach || rows.reaches(wanted, row, reach, { beyond: farther }),
    );
    if (wanted !== view || turn < answered) return;
    if (!answer) return void clock.setTimeout(() => turn === asked && linked() && read(), AGAIN);
    answered = turn;
    on.told(answer);
    if (!rows.replace(wanted, answer, since) && !watching.counts) countAnew();
    loaded = true;
    size = answer.rows.length;
    reach = answer.rows.at(-1) ?? null;
    if (farther) further = false;
    parts.more.hidden = !answer.more;
    show();
    on.changed();
  }

  const find = createFind({ clock, getJson, view: () => view, rows, found: () => show() });

  function show() {
    const all = rows.view(view);
    const found = matching(all, parts.search.value);
    const loadedOnes = new Set(found.map(({ ticket }) => ticket));
    const others = find.tickets
      .filter((ticket) => !loadedOnes.has(ticket))
      .flatMap((one) => rows.get(one) ?? []);
    const listing = [...found, ...others];
    listed = listing.map(({ ticket }) => ticket);
    list({ rows: listing, current: current(), view });
    showEmpty();
    const longest = viewOf(view).done ? null : all[0]?.waiting_since;
    parts.longest.textContent = longest
      ? t("desk.longest-wait", { time: passed(longest, clock.now()) ?? t("desk.under-a-minute") })
      : "";
    for (const link of parts.views.querySelectorAll("[data-view]")) {
      const chosen = link.dataset.view === view;
      mark(link, "aria-current", chosen ? "page" : null);
      if (chosen) parts.queueTitle.textContent = link.querySelector("[data-label]").textContent;
      link.querySelector("[data-count]").textContent = countWords(rows.counts[link.dataset.view]);
    }
    on.calling(countWords(rows.counts.calling));
    watching.soon();
  }

  /** What the server is told of: the rows of the list, and those that were found. Who waits since later than
   *  the last one, and comes first by nothing else, is farther down. */
  function shown() {
    if (!loaded || answered < asked) return null;
    const there = rows.view(view);
    const { done, listed } = viewOf(view);
    const [more, last] = [!parts.more.hidden, there.at(-1)];
    const until = more && last && !done && !listed && whoseTurn(last, {}) <= 0 ? last.waiting_since : null;
    return { view, tickets: [...new Set([...there.map(({ ticket }) => ticket), ...find.tickets])], until };
  }

  /** A row may change when the server has read the list and hasn't heard yet that all is to be told. Once for
   *  each count: one that stays another is no reason to ask for ever. */
  function missesSome() {
    const count = `${view} ${rows.counts[view]}`;
    if (!loaded || !parts.more.hidden || rows.isWhole(view) || count === doubted) return;
    doubted = count;
    countAnew();
  }

  /** Half of the list has gone, and there is more. */
  const isShort = () => !parts.more.hidden && rows.view(view).length < size / 2;

  function showEmpty() {
    const total = tellingNames().reduce((sum, name) => sum + (rows.counts[name] ?? NaN), 0);
    parts.rowsFirst.hidden = !loaded || total > 0;
    parts.rowsEmpty.hidden = !parts.rowsFirst.hidden;
    const keys = loaded ? viewOf(view).empty : out ? SIGNED_OUT : ["desk.loading"];
    const [title, words = ""] = parts.search.value.trim() ? find.words : keys.map((key) => t(key));
    parts.rowsEmpty.replaceChildren(
      ...[title, words].map((text) => Object.assign(document.createElement("p"), { textContent: text })),
    );
  }

  function countAnew() {
    recount ??= clock.setTimeout(() => {
      recount = null;
      read();
    }, SETTLE);
  }

  function looked() {
    find.ask(parts.search.value);
    features ??= openSlot("found", parts.queue, desk());
    features("looked", parts.search.value.trim());
    show();
  }

  parts.search.addEventListener("input", looked);
  parts.more.addEventListener("click", () => {
    further = true;
    read();
  });
  setInterval(show, REFRESH);
  show();

  return {
    read,
    show,
    get view() {
      return view;
    },
    get listed() {
      return listed;
    },
    shown,
    choose(wanted) {
      if (!viewNames().includes(wanted) || wanted === view) return;
      view = wanted;
      loaded = further = false;
      reach = null;
      if (parts.search.value) {
        parts.search.value = "";
        looked();
      }
      show();
      read();
    },
    put(row) {
      const beyond = !parts.more.hidden && reach !== null && rows.reaches(view, row, reach, { beyond: true });
      const counted = rows.put(row, { beyond }) || watching.counts;
      if (!counted || viewOf(view).listed || isShort()) countAnew();
      show();
      on.changed();
    },
    know: rows.know,
    counted(more) {
      rows.counted(more);
      missesSome();
      show();
    },
    rename(key, name) {
      rows.rename(key, name);
      show();
    },
    remove(ticket) {
      rows.remove(ticket);
      if (!watching.counts || isShort()) countAnew();
      show();
    },
    presence({ ticket, people }) {
      rows.presence(ticket, people);
      show();
    },
    signedOut(so) {
      out = so;
      show();
    },
    /** @param {HTMLElement | null} line of the open conversation, that was looked for */
    went: (line) => features?.("went", line),
    row: rows.get,
    get glance() {
      const { done, has, listed } = viewOf(view);
      return { rows: done ? [] : rows.view(view), counts: rows.counts, view, all: !done && !has && !listed };
    },
    customer: rows.customer,
  };
}
