// Times in words for people. Pure: `now` is handed in, all in milliseconds.
import { locale, t } from "./t.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const clockTime = (at) =>
  new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit" }).format(new Date(at));

export const fullTime = (at) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeStyle: "short" }).format(new Date(at));

/** "12 min", "3 h", "2 days": how long ago `at` was; null: less than a minute. */
export function passed(at, now) {
  const ms = Math.max(0, now - new Date(at).getTime());
  if (ms < MINUTE) return null;
  if (ms < HOUR) return t("time.minutes", { n: Math.floor(ms / MINUTE) });
  if (ms < DAY) return t("time.hours", { n: Math.floor(ms / HOUR) });
  return t("time.days", { n: Math.floor(ms / DAY) });
}

/** The same, or "now". */
export const span = (at, now) => passed(at, now) ?? t("time.now");

/** "12 min", "< 1 min": how long somebody has waited. */
export const waited = (since, now) => passed(since, now) ?? t("time.under-a-minute");

/** How long somebody waits: "waits 12 min", "waits < 1 min". */
export const waitWords = (since, now) => t("time.waits", { time: waited(since, now) });

/** The day of `at` as a key that sorts and compares: 2026-11-22, in local time. */
export function dayKey(at) {
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((n) => String(n).padStart(2, "0"))
    .join("-");
}

/** "Today", "Yesterday", "Tuesday, 17 November": by the calendar, for not every day has 24 hours. */
export function dayName(at, now) {
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1, 12);
  if (dayKey(at) === dayKey(today)) return t("time.today");
  if (dayKey(at) === dayKey(yesterday)) return t("time.yesterday");
  const year = new Date(at).getFullYear() === today.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", year }).format(
    new Date(at),
  );
}
