// Figures in words. Pure.
import { hasWords, locale, t } from "../words/t.js";

const SOON = 3; // seconds: a process for jobs looks each second

/** "0", "0.4", "12", "1,204". */
export function number(value) {
  const digits = value !== 0 && Math.abs(value) < 10 ? 1 : 0;
  return value.toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** Milliseconds: "18 ms", "1.2 s". */
export const time = (ms) =>
  ms < 1000
    ? t("connections.milliseconds", { figure: number(ms) })
    : t("connections.seconds", { figure: number(ms / 1000) });

/** Seconds as how long something has been there: "40 s", "12 min", "3 h", "2 days". */
export function lasting(seconds) {
  if (seconds < 90) return t("connections.seconds", { figure: Math.round(seconds) });
  if (seconds < 5400) return t("time.minutes", { n: Math.round(seconds / 60) });
  if (seconds < 48 * 3600) return t("time.hours", { n: Math.round(seconds / 3600) });
  return t("time.days", { n: Math.round(seconds / 86_400) });
}

/** Seconds: "on time", "40 s late". */
export const late = (seconds) =>
  seconds < SOON ? t("connections.on-time") : t("connections.late", { time: lasting(seconds) });

/** Reactions and jobs in one line. */
export function lateness({ overdue, reactions }) {
  const longest = Math.max(overdue, reactions);
  return longest < SOON ? t("connections.nothing-late") : t("connections.oldest", { time: lasting(longest) });
}

/** The page in one line: {tone, words}. */
export function verdict({ redis, processes }) {
  if (!redis) return { tone: "bad", words: t("connections.no-redis") };
  if (!processes.some(({ state }) => state === "leading"))
    return { tone: "bad", words: t("connections.no-leader") };
  if (!processes.some(({ kind }) => kind === "jobs")) return { tone: "bad", words: t("connections.no-jobs") };
  const bad = processes.filter(({ tone }) => tone === "bad");
  if (!bad.length) return { tone: "good", words: t("connections.well") };
  const [{ kind, state }] = bad;
  const said = { kind: t(`connections.one.${kind}`), state: stateWords(state), n: bad.length - 1 };
  return { tone: "bad", words: t(bad.length > 1 ? "connections.bad-and-more" : "connections.bad", said) };
}

/** A process's state, and why it is so. The server says both in English, for other clients, and by key. */
export const stateWords = (state) => said(`connections.state.${state.replaceAll(" ", "-")}`, {}, state);
/** @param {{words: string, why?: {code: string, [more: string]: any}}} process */
export const whyWords = ({ words, why }) => (why ? said(`connections.why.${why.code}`, why, words) : words);

const said = (key, values, otherwise) => (hasWords(key) ? t(key, values) : otherwise);
