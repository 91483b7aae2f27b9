// One timer at a time, that knows when it is late. Times in milliseconds.

export const LATE = 2_000; // hidden pages have their timers rounded up to a second; more than that is sleep

/** @param {import("./clock.js").Clock} clock */
export function createTimer(clock) {
  let timer;
  let spared = false;

  /** @type {(ms: number, run: (late: boolean) => void) => void} */
  function arm(ms, run) {
    const due = clock.now() + ms;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => run(clock.now() - due > LATE), ms);
  }

  /** Something must happen within `ms`, or else `missed()`. A deadline that passed late
   *  says that the page slept, not that the link is dead: what arrived meanwhile comes in
   *  after this timer. So then it is `again()`: but once only until `trust()`, or a page
   *  whose timers are always late would never leave a dead link.
   *  @param {number} ms
   *  @param {{missed: () => void, again: () => void}} then */
  function deadline(ms, { missed, again }) {
    arm(ms, (late) => {
      if (!late || spared) return missed();
      spared = true;
      again();
    });
  }

  return { arm, deadline, trust: () => (spared = false), clear: () => clock.clearTimeout(timer) };
}
