// After a conversation is done the desk goes on to the next one of its list; who would rather stay says so,
// and this browser remembers.
import { kept } from "../storage/kept.js";

/** listed() → the tickets of the list, as they stand; go(ticket); busy(): something is being written
 *  → {next() → goOn(): to what came after the open one when next() was called, unless the agent is elsewhere
 *  by then, stays, toggle()}
 *  @param {{listed: () => string[], current: () => string | undefined, go: (ticket: string) => void,
 *    busy: () => boolean, store?: ReturnType<typeof kept>}} parts */
export function createGoingOn({ listed, current, go, busy, store = kept("stays") }) {
  let stays = store.get() === true;

  return {
    next() {
      const done = current();
      const following = done ? after(listed(), done) : undefined;
      return () => {
        if (following && !stays && current() === done && !busy()) go(following);
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
