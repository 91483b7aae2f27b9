// What a new connection still lacks: the newest page of each ticket that its hello named.
import * as frames from "../wire/frames.js";

export const STALL = 3; // pings without getting on: two whole intervals, whatever clocks say

/** {clock, hello, send} → {hello() → the frame to send, take(frame), left(ticket), pinged(), done, stalled}
 *  @param {{clock: import("../wire/clock.js").Clock, hello: () => import("../wire/frames.js").Hello,
 *    send: (frame: import("../wire/frames.js").PageFrame) => boolean}} parts */
export function createCatchUp({ clock, hello, send }) {
  /** @type {Set<string>} tickets; undefined before the hello */
  let missing;
  let pings = 0;

  function gotOn(ticket, entirely) {
    pings = 0;
    if (entirely) missing.delete(ticket);
  }

  // A ticket that can't be had is waited for no longer. One that couldn't be read just
  // now is asked for again, from where the page is then, if it wants it still.
  function refused(reject) {
    const seconds = frames.retryAfter(reject);
    gotOn(reject.ticket, seconds === null);
    if (seconds === null) return;
    clock.setTimeout(() => {
      const one = hello().tickets.find(({ ticket }) => ticket === reject.ticket);
      if (one) send(frames.subscribe(one));
    }, seconds * 1000);
  }

  return {
    hello() {
      const frame = hello();
      missing = new Set(frame.tickets.map(({ ticket }) => ticket));
      return frame;
    },
    /** @param {import("../wire/frames.js").ServerFrame} frame */
    take(frame) {
      if (frame.type === "events") gotOn(frame.ticket, !frame.more);
      if (frame.type === "reject" && frame.ticket && !frame.id) refused(frame);
    },
    /** The page wants it no more, and asks for no more of it. */
    left: (ticket) => void missing.delete(ticket),
    pinged: () => void (pings += 1),
    get done() {
      return missing.size === 0;
    },
    get stalled() {
      return missing.size > 0 && pings >= STALL;
    },
  };
}
