// Whether an agent takes new conversations: how it is said, and what can be chosen. Pure.
import { t } from "../../words/t.js";
import { clockTime, dayKey, fullTime } from "../../words/when.js";

const HOUR = 3_600_000; // milliseconds
const MORNING = 9; // o'clock

/** Of an agent of an `agents` frame, at a time of the server's: from `back_at` on they are again.
 *  @typedef {{available: boolean, back_at: string | null}} Said
 *  @param {Said} said
 *  @param {number} now */
export const isAvailable = ({ available, back_at }, now) =>
  available || Boolean(back_at && Date.parse(back_at) <= now);

/** @param {Said} said
 *  @param {number} now */
export function inWords(said, now) {
  if (isAvailable(said, now)) return t("routing.available");
  return said.back_at ? t("routing.away-until", { time: shortly(said.back_at, now) }) : t("routing.away");
}

/** @type {(at: string, now: number) => string} */
const shortly = (at, now) => (dayKey(at) === dayKey(now) ? clockTime(at) : fullTime(at));

/** [key of its words, what is said]
 *  @param {number} now
 *  @returns {[string, {available: boolean, back_at?: string}][]} */
export function offered(now) {
  const day = new Date(now);
  const morning = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, MORNING);
  return [
    ["routing.say.available", { available: true }],
    ["routing.say.away", { available: false }],
    ["routing.say.hour", { available: false, back_at: new Date(now + HOUR).toISOString() }],
    ["routing.say.tomorrow", { available: false, back_at: morning.toISOString() }],
  ];
}
