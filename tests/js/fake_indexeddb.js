// As much of IndexedDB as database.js uses: two stores with an index each, transactions that
// run one after the other and commit or abort as a whole. Real browsers try the rest.

const INDEXES = { order: (row) => row.order, place: ({ owner, ticket }) => `${owner} ${ticket}` };
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** full(stores) → whether a transaction that wrote fails at its end */
export function fakeIndexedDB({ full = (_) => false } = {}) {
  const stores = {};
  let turn = Promise.resolve();

  function transaction(_, mode) {
    const work = [];
    const request = (run) => {
      const one = {};
      work.push(() => {
        one.result = run();
        one.onsuccess?.({ target: one });
      });
      return one;
    };
    const objectStore = (name) => {
      const rows = stores[name];
      const sorted = (key) =>
        [...rows.values()].sort((a, b) => compare(key(a), key(b)) || compare(a.id, b.id));
      return {
        get: (id) => request(() => structuredClone(rows.get(id))),
        put: (row) => request(() => void rows.set(row.id, structuredClone(row))),
        delete: (id) => request(() => void rows.delete(id)),
        index: (index) => ({
          getAll: (key) =>
            request(() =>
              structuredClone(sorted(INDEXES[index])).filter(
                (row) => !key || INDEXES[index](row) === key.join(" "),
              ),
            ),
          openKeyCursor: () =>
            request(() => (rows.size ? { key: INDEXES[index](sorted(INDEXES[index]).at(-1)) } : null)),
        }),
      };
    };
    const self = { objectStore, error: null };
    turn = turn.then(() => {
      const before = Object.entries(stores).map(([name, rows]) => [name, [...rows]]);
      while (work.length) work.shift()();
      if (mode !== "readwrite" || !full(stores)) return self.oncomplete?.();
      for (const [name, rows] of before) {
        stores[name].clear();
        for (const [id, row] of rows) stores[name].set(id, row);
      }
      self.error = new Error("QuotaExceededError");
      self.onabort?.();
    });
    return self;
  }

  function createObjectStore(name) {
    stores[name] = new Map();
    return { createIndex() {} };
  }

  function open() {
    const request = { result: { transaction, createObjectStore, close() {} } };
    queueMicrotask(() => {
      if (!stores.outbox) request.onupgradeneeded({ oldVersion: 0 });
      request.onsuccess();
    });
    return request;
  }

  /** What is on disk, by store and id. */
  const disk = (name) => stores[name] ?? new Map();
  return { open, disk };
}
