// What the desk says that customers may expect, in words. Pure: `now` is handed in, in milliseconds.
import { t } from "../../../words/t.js";
import { clockTime, dayKey, dayName } from "../../../words/when.js";

/** Of a `desk` frame, or an answer of /api/hours. state: null while nobody knows.
 *  @typedef {{state?: "here" | "busy" | "nobody" | "closed" | null, until?: string, position?: number,
 *    usual?: [number, number]}} Expected */

const DOT = { here: "online", busy: "online", nobody: "offline", closed: "offline" };

/** Beside the heading; null: this says nothing of it.
 *  @param {Expected} expected
 *  @param {number} now
 *  @returns {{state: string, words: string} | null} */
export function thereOf({ state, until }, now) {
  if (state === undefined) return null;
  if (state === null) return { state: "unknown", words: "" };
  return { state: DOT[state], words: stateWords((name) => `hours.${name}`, { state, until }, now) };
}

/** By a key for each state. Closed may be for longer than a server looks ahead.
 *  @param {(name: string) => string} keyOf
 *  @param {Expected} expected
 *  @param {number} now */
export const stateWords = (keyOf, { state, until }, now) =>
  t(keyOf(state === "closed" && !until ? "shut" : String(state)), { time: when(until, now) });

/** In the reader's own time zone.
 *  @param {string | undefined} at
 *  @param {number} now */
export function when(at, now) {
  if (!at) return "";
  const time = clockTime(at);
  return dayKey(at) === dayKey(now) ? time : t("hours.day-and-time", { day: dayName(at, now), time });
}
