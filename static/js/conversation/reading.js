// Says what has been read: the end of the log is in view, and the page has the focus.

/** {ticket, send(seq) → whether it was taken, newest() → the newest seq of others, atEnd(), looking()}
 *  → {check(), mark(seq), startOver(), upTo} */
export function createReading({ send, newest, atEnd, looking }) {
  let readUpTo = 0;
  return {
    /** Call it when anything may have become visible. */
    check() {
      const seq = newest();
      if (seq > readUpTo && looking() && atEnd() && send(seq)) readUpTo = seq;
      return readUpTo;
    },
    /** What the server knows that this reader has read. */
    mark(seq) {
      readUpTo = Math.max(readUpTo, seq);
    },
    /** Another log, with a numbering of its own. */
    startOver() {
      readUpTo = 0;
    },
    get upTo() { return readUpTo; },
  };
}

export const looking = () => document.visibilityState === "visible" && document.hasFocus();
