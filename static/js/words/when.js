// Times in words for people. Pure: `now` is handed in, all in milliseconds.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const clockTime = (at) =>
  new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(new Date(at));

export const fullTime = (at) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" }).format(new Date(at));

/** "now", "12 min", "3 h", "2 days": how long ago `at` was. */
export function span(at, now) {
  const passed = Math.max(0, now - new Date(at).getTime());
  if (passed < MINUTE) return "now";
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h`;
  const days = Math.floor(passed / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}

/** How long somebody waits: "waits 12 min", "waits < 1 min". */
export function waitWords(since, now) {
  const words = span(since, now);
  return `waits ${words === "now" ? "< 1 min" : words}`;
}

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
  if (dayKey(at) === dayKey(today)) return "Today";
  if (dayKey(at) === dayKey(yesterday)) return "Yesterday";
  const year = new Date(at).getFullYear() === today.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year }).format(
    new Date(at),
  );
}
