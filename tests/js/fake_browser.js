// What several tabs of one browser share: locks and a channel. Both answer in a later
// microtask, as a browser does.

/** → {tab() → {locks, Channel, die()}}: a tab that dies gives its locks back and hears nothing. */
export function fakeBrowser() {
  const queues = new Map(); // name → requests; the first holds the lock
  const channels = new Set();

  function next(name) {
    const [first] = queues.get(name) ?? [];
    if (!first || first.held) return;
    first.held = true;
    Promise.resolve()
      .then(first.hold)
      .then(() => drop(name, first));
  }

  function drop(name, request) {
    const queue = queues.get(name);
    if (!queue.includes(request)) return;
    queue.splice(queue.indexOf(request), 1);
    request.resolve();
    next(name);
  }

  function request(name, { signal, steal }, hold, tab) {
    if (!queues.has(name)) queues.set(name, []);
    const queue = queues.get(name);
    return new Promise((resolve, reject) => {
      const one = { hold, resolve, tab };
      signal?.addEventListener(
        "abort",
        () => one.held || (queue.splice(queue.indexOf(one), 1), reject(signal.reason)),
      );
      one.reject = reject;
      if (steal && queue[0]?.held) queue.shift().reject(new Error("stolen"));
      if (steal) queue.unshift(one);
      else queue.push(one);
      next(name);
    });
  }

  return {
    tab() {
      const self = { dead: false };
      class Channel extends EventTarget {
        constructor(name) {
          super();
          channels.add(Object.assign(this, { name, tab: self }));
        }
        postMessage(data) {
          const sent = structuredClone(data);
          if (self.dead || self.hangs) return;
          for (const other of channels)
            if (other !== this && other.name === this.name)
              queueMicrotask(
                () =>
                  other.tab.dead ||
                  other.tab.hangs ||
                  other.dispatchEvent(Object.assign(new Event("message"), { data: structuredClone(sent) })),
              );
        }
      }
      return Object.assign(self, {
        locks: { request: (name, options, hold) => request(name, options, hold, self) },
        Channel,
        die() {
          self.dead = true;
          for (const [name, queue] of queues) {
            queues.set(
              name,
              queue.filter(({ tab }) => tab !== self),
            );
            next(name);
          }
        },
      });
    },
  };
}
