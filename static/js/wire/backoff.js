// How long to wait before opening another socket. All times in milliseconds,
// unless a name says seconds; `random` gives numbers from 0 up to, not including, 1.
export const FIRST = 250;
export const CAP_VISIBLE = 5_000;
export const CAP_HIDDEN = 30_000;
export const CAP_CARRIED = 300_000;
export const SILENCE = 10_000;

/** Delay before attempt k = 0, 1, 2 …: anywhere in 0 … min(cap, 250 · 2^k), so that
 *  a thousand pages that lost the same server don't come back in the same moment.
 *  carried: HTTP carries the chat, so nobody waits for a socket that something on the way lets
 *  nothing through: it is tried ever more seldom, half to all of min(cap, 250 · 4^k).
 *  @param {number} attempt
 *  @param {{hidden: boolean, carried?: boolean, random: () => number}} how */
export function delayBefore(attempt, { hidden, carried = false, random }) {
  if (carried) return (0.5 + random() / 2) * Math.min(CAP_CARRIED, FIRST * 4 ** attempt);
  const cap = hidden ? CAP_HIDDEN : CAP_VISIBLE;
  return random() * Math.min(cap, FIRST * 2 ** attempt);
}

/** After so many attempts that nobody answered: HTTP calls find out first when the line is whole, and
 *  then nobody waits for this. Firefox keeps the connection of a socket that was closed while
 *  it connected, one of the six that a host may have: a few of these, and nothing gets through at all.
 *  @type {(times: number, random: () => number) => number} */
export const delayAfterSilence = (times, random) =>
  (0.5 + random() / 2) * Math.min(CAP_CARRIED, SILENCE * 2 ** times);

/** After a restart: a random part of the time that the server asked for.
 *  @type {(seconds: number, random: () => number) => number} */
export const restartDelay = (seconds, random) => random() * seconds * 1000;
