// The browser's clock, to be handed to whatever needs one. Wrapped, because a
// bare `window.setTimeout` called as a method of another object throws.
//
// now() is milliseconds since the epoch on purpose: unlike performance.now() it
// goes on while a laptop sleeps, which is how a timer finds out that it is late.
/** @typedef {{now: () => number, setTimeout: (run: (nothing?: any) => void, ms: number) => any,
 *    clearTimeout: (timer: any) => void}} Clock */
/** @type {Clock} */
export const clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
};
