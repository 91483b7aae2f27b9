// After a conversation is done the desk goes on to the next one of its list; who would rather stay says so,
// and this browser remembers.
import { kept } from "../storage/kept.js";

/** listed() → the tickets of the list, as they stand; go(ticket); box: to write in; page: where the focus is,
 *  and what is asked in dialogs
 *  → {next() → goOn(): to what came after the open one when next() was called, unless the agent is elsewhere
 *  by then, or at something else here, stays, toggle()}
 *  @param {{listed: () => string[], current: () => string | undefined, go: (ticket: string) => void,
 *    box: {value: string}, page?: {activeElement: any, querySelector: (what: string) => any},
 *    store?: ReturnType<typeof kept>}} parts */
export function createGoingOn({ listed, current, go, box, page = document, store = kept("stays") }) {
  let stays = store.get() === true;
  const busy = () => box.value.trim() !== "" || page.querySelector("dialog[open]") !== null;

  return {
    next() {
      const done = current();
      const was = page.activeElement; // the box, too: `/resolve`
      const following = done ? after(listed(), done) : undefined;
      return () => {
        const { activeElement: is } = page;
        const aboutToWrite = is !== was && is?.matches("input, select, textarea");
        if (following && !stays && current() === done && !aboutToWrite && !busy()) go(following);
      };
    },
    get stays() {
      return stays;
    },
    toggle() {
      stays = !stays;
      store.set(stays);
    },
  };
}

/** The one below; of the last one, the one above. Pure.
 *  @param {string[]} tickets
 *  @param {string} one */
export function after(tickets, one) {
  const at = tickets.indexOf(one);
  return at < 0 ? undefined : (tickets[at + 1] ?? tickets[at - 1]);
}
