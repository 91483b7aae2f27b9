// The charts' columns, grown as the page goes on. Pure. Times in seconds since the epoch.
export const KEPT = 3_600;
const LEAST = 60; // seconds that an axis shows

const NAMES = ["sockets", "p50", "p95", "repairs", "left", "cut", "no_pong", "other"];

/** → {put(points), columns(span) → {at, sockets, …} of the last `span` seconds, last} */
export function createHistory() {
  let cells = new Map(); // at → [a value per name]

  return {
    /** Points as the server tells them: later ones replace earlier ones of the same time. */
    put(points) {
      points.at.forEach((at, n) =>
        cells.set(
          at,
          NAMES.map((name) => points[name][n]),
        ),
      );
      const from = Math.max(0, ...points.at) - KEPT;
      cells = new Map([...cells].filter(([at]) => at >= from).sort(([a], [b]) => a - b));
    },
    columns(span) {
      const ats = [...cells.keys()];
      const at = ats.filter((one) => one > ats.at(-1) - span);
      const columns = NAMES.map((name, n) => [name, at.map((one) => cells.get(one)[n])]);
      return { at, ...Object.fromEntries(columns) };
    },
    get last() {
      return [...cells.keys()].at(-1) ?? 0;
    },
  };
}

/** The axis of the times `at`: an installation that has just begun has one or none, and a minute. */
export function stretch(at, now) {
  const last = at.at(-1) ?? now;
  return { min: Math.min(at[0] ?? last, last - LEAST), max: last };
}
