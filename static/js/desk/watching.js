// The desk says which rows it shows, and hears of those, and of what may come to be one: with ten thousand
// open conversations it would hear of nothing else otherwise. While a list is read it hears of everything, so
// that nothing falls between the list and what is told.
import { watch } from "../wire/frames.js";

const SOON = 300; // milliseconds to gather what is shown in
const EVERYTHING = { view: "", tickets: null };

/** shown() → {view, tickets, until} or null while a list is being read; send: a frame, if there is a socket
 *  @param {{clock: {setTimeout: Function}, send: (frame: any) => unknown, shown: () => any}} parts */
export function createWatching({ clock, send, shown }) {
  let most = 0; // rows that the server takes; 0: it is of an older version, or there is none
  let said = JSON.stringify(EVERYTHING);
  let waiting = false;

  function say(what) {
    const words = JSON.stringify(what);
    if (!most || words === said) return;
    said = words;
    send(watch(what));
  }

  return {
    /** A new socket hears of everything.
     *  @param {{limits?: Record<string, number>}} frame */
    welcome({ limits }) {
      most = limits?.watch ?? 0;
      said = JSON.stringify(EVERYTHING);
    },
    everything: () => say(EVERYTHING),
    soon() {
      if (waiting) return;
      waiting = true;
      clock.setTimeout(() => {
        waiting = false;
        const what = shown();
        if (what) say(what.tickets.length > most ? EVERYTHING : what);
      }, SOON);
    },
    /** Whether the server counts, so that nobody need ask. */
    get counts() {
      return most > 0;
    },
  };
}
