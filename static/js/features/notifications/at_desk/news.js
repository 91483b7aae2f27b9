// What of a row that changed is news to this agent. Pure.

const FRESH = 60_000; // ms: what is older was no news when this page came

/** → of a row: "mine", "new", "assigned" or null; know(rows): that are this agent's already
 *  @param {{me: string, now: () => number}} parts */
export function createNews({ me, now }) {
  /** @type {Map<string, string>} ticket → when its customer wrote last */
  const wrote = new Map();
  /** @type {Set<string> | null} tickets; null: nobody knows yet */
  let mine = null;

  function isWritten({ ticket, last }) {
    if (last?.kind !== "message" || last.role !== "customer") return false;
    const before = wrote.get(ticket);
    wrote.set(ticket, last.at);
    return before ? last.at > before : now() - Date.parse(last.at) < FRESH;
  }

  function isGiven({ ticket, assignee }) {
    const had = mine?.has(ticket);
    if (assignee?.username === me) mine?.add(ticket);
    else mine?.delete(ticket);
    return had === false && assignee?.username === me;
  }

  return {
    know(rows) {
      mine = new Set(rows.map(({ ticket }) => ticket));
    },
    /** @param {any} row */
    of(row) {
      const [written, given] = [isWritten(row), isGiven(row)];
      if (row.spam || row.snoozed_until) return null;
      if (given) return "assigned";
      if (!written || (row.assignee && row.assignee.username !== me)) return null;
      return row.assignee ? "mine" : "new";
    },
  };
}
