// What is typed, asked of the server once somebody pauses; of several answers the last one counts. Pure.
const SETTLE = 250; // milliseconds after the last key
const APART = 5_000; // between two times that it is asked anew: many may be erased, one after the other

/** @typedef {{ticket: string, subject: string, name: string, seq: number, kind: string, at: string,
 *    excerpt: string}} Result
 *  @typedef {{text: string, results: Result[], more: boolean, waiting: boolean,
 *    trouble: {code: string, filter?: string, value?: string} | null}} Found */

const isText = (value) => typeof value === "string";
/** @param {any} answer */
const isFound = ({ results, more }) =>
  Array.isArray(results) &&
  typeof more === "boolean" &&
  results.every((one) => Number.isInteger(one?.seq) && [one.ticket, one.at, one.excerpt].every(isText));

/** call: of desk.js; told(found): what is known by now
 *  → {ask(text): looks for it, "" for nothing; more(): the next page; again(); anew(): some of what was found
 *     may have lost its words; without(ticket): it is gone}
 *  @param {{clock: import("../../wire/clock.js").Clock, call: import("../../wire/http.js").Ask,
 *    told: (found: Found) => void}} parts */
export function createAsking({ clock, call, told }) {
  /** @type {Found} */
  let found = nothing("");
  let timer = null;
  let renewal = null;
  let renewed = -APART;
  let stop = new AbortController();

  /** @param {string} [before] */
  async function look(before) {
    stop.abort();
    const mine = (stop = new AbortController());
    tell({ waiting: true, trouble: null });
    const asked = new URLSearchParams({ q: found.text, ...(before && { before }) });
    const path = `/api/search?${asked}`;
    const { status, answer } = await call({ method: "GET", path, brings: isFound }, mine.signal);
    if (mine.signal.aborted) return;
    if (status !== 200) return tell({ waiting: false, trouble: answer ?? { code: "" } });
    const results = [...(before ? found.results : []), ...answer.results];
    tell({ waiting: false, results, more: answer.more });
  }

  /** @param {Partial<Found>} news */
  function tell(news) {
    found = { ...found, ...news };
    told(found);
  }

  function anew() {
    const wait = Math.max(SETTLE, renewed + APART - clock.now());
    renewal ??= clock.setTimeout(() => {
      renewal = null;
      if (!found.text) return;
      renewed = clock.now();
      look();
    }, wait);
  }

  return {
    /** @param {string} text */
    ask(text) {
      if (text === found.text) return;
      stop.abort();
      clock.clearTimeout(timer);
      tell({ ...nothing(text), waiting: text !== "" });
      if (text) timer = clock.setTimeout(() => look(), SETTLE);
    },
    more: () => look(found.results.at(-1)?.at),
    again: () => look(),
    anew,
    /** @param {string} ticket */
    without(ticket) {
      const results = found.results.filter((one) => one.ticket !== ticket);
      if (results.length < found.results.length) tell({ results });
      if (found.waiting) anew(); // what is on its way may still have it
    },
  };
}

/** @type {(text: string) => Found} */
const nothing = (text) => ({ text, results: [], more: false, waiting: false, trouble: null });

/** By ticket, in the order of the newest of each.
 *  @param {Result[]} results
 *  @returns {Result[][]} */
export function byTicket(results) {
  /** @type {Map<string, Result[]>} */
  const groups = new Map();
  for (const result of results) groups.set(result.ticket, [...(groups.get(result.ticket) ?? []), result]);
  return [...groups.values()];
}
