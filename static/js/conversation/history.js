// Older events, asked for when somebody scrolls up towards them.
import { earlier } from "../wire/frames.js";

const NEAR = 1_500; // pixels from the top: early enough that nobody has to wait there
const PATIENCE = 5_000; // milliseconds until an answer is not expected any more

/** {ticket, timeline, log: element, send(frame) → taken, clock, away() → whether something else is shown}
 *  → {look(): is more wanted?, take(frame) → whether it added events, startOver(), close()}
 *  @param {{ticket: string, timeline: import("./timeline.js").Timeline, log: HTMLElement,
 *    clock: import("../wire/clock.js").Clock, away?: () => boolean,
 *    send: (frame: import("../wire/frames.js").PageFrame) => boolean}} parts */
export function createHistory({ ticket, timeline, log, send, clock, away = () => false }) {
  /** @type {number | null} the seq that older ones were asked for */
  let asked = null;
  let timer = null;

  function startOver() {
    clock.clearTimeout(timer);
    asked = null;
  }

  function look() {
    const { first } = timeline;
    if (away() || asked !== null || first <= 1 || log.scrollTop > NEAR || !send(earlier(ticket, first)))
      return;
    asked = first;
    timer = clock.setTimeout(startOver, PATIENCE);
  }

  log.addEventListener("scroll", look, { passive: true });

  return {
    look,
    startOver,
    /** An answer to a question that was withdrawn may be of another log.
     *  @param {import("../wire/frames.js").Earlier} frame */
    take({ events }) {
      const wanted = asked !== null && asked === timeline.first;
      startOver();
      return wanted && timeline.prepend(events);
    },
    close() {
      startOver();
      log.removeEventListener("scroll", look);
    },
  };
}
