// What of a row that changed is news to this agent. Pure.

const FRESH = 60_000; // ms: what is older was no news when this page came

/** → of a row: any of "mine", "new", "assigned", "mentioned", of which the first counts that would be heard;
 *  asked(), and know(rows) once they came: that are this agent's
 *  @param {{me: string, key?: string, now: () => number}} parts */
export function createNews({ me, key = "", now }) {
  /** @type {Map<string, string>} ticket → when its customer wrote last, or a note that names this agent */
  const wrote = new Map();
  /** @type {Set<string> | null} tickets; null: nobody knows yet */
  let mine = null;
  /** @type {Map<string, boolean>} ticket → whether it is this agent's, as told since they were asked for */
  const told = new Map();

  const names = ({ kind, mentions = [] }) => kind === "note" && mentions.includes(key);

  function isNew({ ticket, last }) {
    const before = wrote.get(ticket);
    wrote.set(ticket, last.at);
    return before ? last.at > before : now() - Date.parse(last.at) < FRESH;
  }

  const isWritten = (row) => row.last?.kind === "message" && row.last.role === "customer" && isNew(row);

  function isGiven({ ticket, assignee }) {
    const had = mine?.has(ticket);
    const has = assignee?.username === me;
    told.set(ticket, has);
    if (has) mine?.add(ticket);
    else mine?.delete(ticket);
    return had === false && has;
  }

  return {
    asked: () => told.clear(),
    know(rows) {
      const others = rows.map(({ ticket }) => ticket).filter((ticket) => !told.has(ticket));
      mine = new Set([...others, ...[...told.keys()].filter((ticket) => told.get(ticket))]);
    },
    /** @param {any} row
     *  @returns {string[]} */
    of(row) {
      const [written, given] = [isWritten(row), isGiven(row)];
      if (row.last && names(row.last) && isNew(row)) return ["mentioned"];
      if (row.spam || row.snoozed_until) return [];
      const isFor = !row.assignee || row.assignee.username === me;
      const words = written && isFor ? [row.assignee ? "mine" : "new"] : [];
      return given ? ["assigned", ...words] : words;
    },
  };
}
