// Until when something is snoozed: what can be chosen, what was typed, and how it is said. Pure.
import { t } from "../../words/t.js";
import { fullTime } from "../../words/when.js";
import { REPLY } from "./frames.js";

const UNITS = { m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const MORNING = 9; // o'clock
const MONDAY = 1;
const HOURS = 3;

/** A time, or "reply". @type {(until: string) => string} */
export const untilWords = (until) =>
  until === REPLY ? t("triage.until.reply") : t("triage.until.time", { time: fullTime(until) });

/** Those that are offered: [key of its words, time in milliseconds].
 *  @param {number} now
 *  @returns {[string, number][]} */
export function offered(now) {
  const monday = (MONDAY - new Date(now).getDay() + 7) % 7 || 7;
  return [
    ["triage.snooze.hours", now + HOURS * UNITS.h],
    ["triage.snooze.tomorrow", morning(now, 1)],
    ["triage.snooze.monday", morning(now, monday)],
  ];
}

/** By the calendar, for not every day has 24 hours.
 *  @param {number} now
 *  @param {number} days */
function morning(now, days) {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, MORNING).getTime();
}

/** "2h", "3 d", "14:30", "2026-12-01" or "2026-12-01 14:30" → milliseconds; null: no time to come.
 *  @param {string} text
 *  @param {number} now */
export function typedTime(text, now) {
  const span = /^(\d{1,4})\s*(m|min|h|d|w)$/i.exec(text);
  const time = span ? now + Number(span[1]) * UNITS[span[2].toLowerCase()] : written(text, now);
  return Number.isFinite(time) && time > now ? time : null;
}

/** @param {string} text
 *  @param {number} now */
function written(text, now) {
  const found = /^(?:(\d{4})-(\d{1,2})-(\d{1,2}))?\s*(?:(\d{1,2}):(\d{2}))?$/.exec(text);
  if (!found || !text) return NaN;
  const [, year, month, day, hour = MORNING, minute = 0] = found;
  const today = new Date(now);
  const [y, m, d] = year
    ? [year, Number(month) - 1, day]
    : [today.getFullYear(), today.getMonth(), today.getDate()];
  const time = new Date(Number(y), Number(m), Number(d), Number(hour), Number(minute)).getTime();
  return time <= now && !year ? time + UNITS.d : time;
}
