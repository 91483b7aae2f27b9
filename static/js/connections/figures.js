// Figures in words. Pure.
const SOON = 3; // seconds: a process for jobs looks each second
const ONE = { web: "A web process", worker: "A worker", jobs: "A process for jobs" };

/** "0", "0.4", "12", "1,204". */
export function number(value) {
  const digits = value !== 0 && Math.abs(value) < 10 ? 1 : 0;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}

/** Milliseconds: "18 ms", "1.2 s". */
export const time = (ms) => (ms < 1000 ? `${number(ms)} ms` : `${number(ms / 1000)} s`);

/** Seconds as how long something has been there: "40 s", "12 min", "3 h", "2 days". */
export function lasting(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** Seconds: "on time", "40 s late". */
export const late = (seconds) => (seconds < SOON ? "on time" : `${lasting(seconds)} late`);

/** Reactions and jobs in one line. */
export function lateness({ overdue, reactions }) {
  const longest = Math.max(overdue, reactions);
  return longest < SOON ? "Nothing is late." : `The oldest has waited for ${lasting(longest)}.`;
}

/** The page in one line: {tone, words}. */
export function verdict({ redis, processes }) {
  if (!redis) return { tone: "bad", words: "Redis can't be reached: pages see each other's messages late" };
  if (!processes.some(({ state }) => state === "leading"))
    return { tone: "bad", words: "No heartbeat worker leads: start manage.py heartbeat" };
  if (!processes.some(({ kind }) => kind === "jobs"))
    return { tone: "bad", words: "Nothing is done beside the messages: start manage.py jobs" };
  const bad = processes.filter(({ tone }) => tone === "bad");
  if (!bad.length) return { tone: "good", words: "All is well" };
  const [{ kind, state }] = bad;
  const others = bad.length > 1 ? `, and ${bad.length - 1} more` : "";
  return { tone: "bad", words: `${ONE[kind]}: ${state}${others}` };
}
