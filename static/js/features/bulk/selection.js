// Which conversations are chosen, and the marks of their rows.
export const MOST = 500; // as many as the server takes at once

export function createSelection() {
  /** @type {Set<string>} */
  const chosen = new Set();
  /** @type {Map<HTMLElement, string>} */
  const marks = new Map();
  /** @type {(() => void)[]} */
  const listening = [];
  /** @type {string | undefined} from which on shift extends */
  let from;

  function changed() {
    for (const [root, ticket] of marks) {
      if (root.isConnected) show(root, ticket);
      else marks.delete(root);
    }
    for (const listen of listening) listen();
  }

  /** @type {(root: HTMLElement, ticket: string) => void} */
  const show = (root, ticket) => {
    const mark = /** @type {HTMLElement} */ (root.firstElementChild);
    mark.hidden = !chosen.has(ticket);
  };

  /** @param {Iterable<string>} tickets */
  function choose(tickets) {
    for (const ticket of tickets) if (chosen.size < MOST) chosen.add(ticket);
    changed();
  }

  return {
    get tickets() {
      return [...chosen];
    },
    choose,
    /** @param {() => void} listen */
    on: (listen) => void listening.push(listen),
    /** @param {string} ticket */
    toggle(ticket) {
      from = ticket;
      if (chosen.delete(ticket)) changed();
      else choose([ticket]);
    },
    /** All from the one before to this one, as they stand.
     *  @type {(ticket: string, shown: string[]) => void} */
    upTo(ticket, shown) {
      const ends = [shown.indexOf(from ?? ""), shown.indexOf(ticket)].sort((a, b) => a - b);
      from = ticket;
      choose(ends[0] < 0 ? [ticket] : shown.slice(ends[0], ends[1] + 1));
    },
    /** @param {string} ticket */
    drop(ticket) {
      if (chosen.delete(ticket)) changed();
    },
    clear() {
      chosen.clear();
      from = undefined;
      changed();
    },
    /** In a row.
     *  @param {HTMLElement} root */
    mark: (root) => ({
      /** @param {any} row */
      show(row) {
        marks.set(root, row.ticket);
        show(root, row.ticket);
      },
    }),
  };
}
