// What this agent wants to hear, and when not. Pure.

/** @typedef {{sounds: string[], notices: string[], volume: number, quiet_from: string | null,
 *    quiet_to: string | null, words: boolean}} Wishes */

/** As an agent has it who never changed anything, and while nobody knows.
 *  @type {Wishes} */
export const USUAL = {
  sounds: ["mine", "new", "assigned", "mentioned"],
  notices: ["mine", "new", "assigned", "mentioned"],
  volume: 60,
  quiet_from: null,
  quiet_to: null,
  words: false,
};

/** By this browser's own clock and zone.
 *  @param {Wishes} wishes
 *  @param {Date} now */
export function isQuiet({ quiet_from: from, quiet_to: to }, now) {
  if (!from || !to) return false;
  const at = `${now.getHours()}`.padStart(2, "0") + ":" + `${now.getMinutes()}`.padStart(2, "0");
  return from <= to ? from <= at && at < to : at >= from || at < to;
}
