// How long to wait before opening another socket. All times in milliseconds,
// unless a name says seconds; `random` gives numbers from 0 up to, not including, 1.
export const FIRST = 250;
export const CAP_VISIBLE = 5_000;
export const CAP_HIDDEN = 30_000;

/** Delay before attempt k = 0, 1, 2 …: anywhere in 0 … min(cap, 250 · 2^k), so that
 *  a thousand pages that lost the same server don't come back in the same moment. */
export function delayBefore(attempt, { hidden, random }) {
  const cap = hidden ? CAP_HIDDEN : CAP_VISIBLE;
  return random() * Math.min(cap, FIRST * 2 ** attempt);
}

/** After a restart: a random part of the time that the server asked for. */
export const restartDelay = (seconds, random) => random() * seconds * 1000;
