// What of a row that changed is news to this agent. Pure.

const FRESH = 60_000; // ms: what is older was no news when this page came

/** → of a row: "mine", "new", "assigned", "mentioned" or null; know(rows): that are this agent's already
 *  @param {{me: string, key?: string, now: () => number}} parts */
export function createNews({ me, key = "", now }) {
  /** @type {Map<string, string>} ticket → when its customer wrote last, or a note that names this agent */
  const wrote = new Map();
  /** @type {Set<string> | null} tickets; null: nobody knows yet */
  let mine = null;

  const names = ({ kind, mentions = [] }) => kind === "note" && mentions.includes(key);

  function isNew({ ticket, last }) {
    const before = wrote.get(ticket);
    wrote.set(ticket, last.at);
    return before ? last.at > before : now() - Date.parse(last.at) < FRESH;
  }

  const isWritten = (row) => row.last?.kind === "message" && row.last.role === "customer" && isNew(row);

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
      if (row.last && names(row.last) && isNew(row)) return "mentioned";
      if (row.spam || row.snoozed_until) return null;
      if (given) return "assigned";
      if (!written || (row.assignee && row.assignee.username !== me)) return null;
      return row.assignee ? "mine" : "new";
    },
  };
}
