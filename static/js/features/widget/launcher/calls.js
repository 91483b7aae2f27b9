// What a website's own scripts may call, before the launcher has come and after: `Holdfast.q.push([name, …])`
// waits for it, `Holdfast.name(…)` is there once it is.

/** @param {Record<string, (...given: any[]) => void>} api
 *  @param {any} waiting what stood in its place: {q: [[name, …], …]} */
export function createCalls(api, waiting) {
  const run = (call) => {
    const [name, ...given] = Array.isArray(call) ? call : [];
    if (Object.hasOwn(api, name)) api[name](...given);
  };
  return { start: () => (waiting?.q ?? []).forEach(run), q: { push: (...calls) => calls.forEach(run) } };
}

/** Whoever wants to know what happens: on(name, hear), off(name, hear), tell(name, what) */
export function createEars() {
  /** @type {Map<string, Set<(what: any) => void>>} */
  const ears = new Map();
  const of = (name) => ears.get(name) ?? ears.set(name, new Set()).get(name);
  return {
    on: (name, hear) => void (typeof hear === "function" && of(name)?.add(hear)),
    off: (name, hear) => void of(name)?.delete(hear),
    /** @param {string} name
     *  @param {any} [what] */
    tell(name, what) {
      for (const hear of of(name) ?? [])
        try {
          hear(what);
        } catch (error) {
          reportError(error); // the page's own
        }
    },
  };
}
