// The server's time, whatever the browser's clock says: counted on from its last word by a
// clock that nobody sets. That one may stand still while a laptop sleeps; then a new word comes.

/** → {told(stamp), now() → milliseconds since the epoch; before the first word: the browser's}
 *  @param {{clock: import("./clock.js").Clock, steady?: () => number}} parts */
export function createServerTime({ clock, steady = () => performance.now() }) {
  /** @type {number | null} of the steady clock */
  let ahead = null;
  return {
    told(stamp) {
      const at = Date.parse(stamp);
      if (!Number.isNaN(at)) ahead = at - steady();
    },
    now: () => (ahead === null ? clock.now() : steady() + ahead),
  };
}
