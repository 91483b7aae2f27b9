// Does the same to many conversations, some at a time, for as long as it takes: what a dead line left open is
// asked again by the same ids, and so is what this tab had begun before it was loaded anew.
const AT_ONCE = 50; // conversations of a call
const PAUSE = 500; // milliseconds before another try

/** @typedef {{ticket: string, [field: string]: any}} One with the fields of its own
 *  @typedef {{id: string, type: string, left: One[]}} Bulk
 *  @typedef {{ticket: string, seq?: number, code?: string, retry_after?: number}} Outcome */

/** store: of storage/kept.js → {run(type, ones, told?) → promise of the outcomes, resume(told) → the same of
 *  what was begun before, or null}. told(how many are done)
 *  @param {{call: import("../../wire/http.js").Ask, clock: import("../../wire/clock.js").Clock,
 *    newId: () => string, store: ReturnType<typeof import("../../storage/kept.js").kept>}} parts */
export function createRunning({ call, clock, newId, store }) {
  const pause = (/** @type {number} */ ms) => new Promise((done) => clock.setTimeout(done, ms));

  /** @type {(bulk: Bulk, some: One[]) => Promise<Outcome[]>} */
  async function some({ id, type }, some) {
    /** @type {Outcome[]} */
    const outcomes = [];
    let open = some;
    while (open.length) {
      const body = { id, change: { type }, tickets: open };
      const { status, answer, retryAfter } = await call({ method: "POST", path: "/api/bulk", body });
      if (status === 200) {
        const told = /** @type {Outcome[]} */ (answer.outcomes);
        outcomes.push(...told.filter((one) => one.retry_after === undefined));
        const later = new Set(
          told.filter((one) => one.retry_after !== undefined).map(({ ticket }) => ticket),
        );
        open = open.filter(({ ticket }) => later.has(ticket));
        if (open.length) await pause(PAUSE);
      } else if (status >= 400 && status < 500 && status !== 429) {
        return [...outcomes, ...open.map(({ ticket }) => ({ ticket, code: answer.code }))];
      } else await pause(Math.max(PAUSE, 1000 * (retryAfter || 0)));
    }
    return outcomes;
  }

  /** @type {(bulk: Bulk, told: (n: number) => void) => Promise<Outcome[]>} */
  async function finish(bulk, told) {
    /** @type {Outcome[]} */
    const outcomes = [];
    while (bulk.left.length) {
      store.set(bulk);
      outcomes.push(...(await some(bulk, bulk.left.slice(0, AT_ONCE))));
      bulk = { ...bulk, left: bulk.left.slice(AT_ONCE) };
      told(outcomes.length);
    }
    store.remove();
    return outcomes;
  }

  return {
    /** @type {(type: string, ones: One[], told?: (n: number) => void) => Promise<Outcome[]>} */
    run: (type, ones, told = () => {}) => finish({ id: newId(), type, left: ones }, told),
    /** @param {(n: number) => void} told */
    resume(told) {
      const bulk = store.get();
      return bulk?.left ? finish(bulk, told) : null;
    },
  };
}
