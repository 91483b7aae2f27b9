// As much of IndexedDB as database.js uses: one store, one index, transactions that
// run one after the other and commit or abort as a whole. Real browsers try the rest.

export function fakeIndexedDB({ full = () => false } = {}) {
  const disk = new Map();
  let turn = Promise.resolve();

  function transaction(_, mode) {
    const work = [];
    const rows = () => [...disk.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    const request = (run) => {
      const one = {};
      work.push(() => {
        one.result = run();
        one.onsuccess?.({ target: one });
      });
      return one;
    };
    const outbox = {
      put: (row) => request(() => void disk.set(row.id, structuredClone(row))),
      delete: (id) => request(() => void disk.delete(id)),
      index: () => ({
        getAll: () => request(() => structuredClone(rows())),
        openKeyCursor: () => request(() => (disk.size ? { key: rows().at(-1).order } : null)),
      }),
    };
    const self = { objectStore: () => outbox, error: null };
    turn = turn.then(() => {
      const before = new Map(disk);
      while (work.length) work.shift()();
      if (mode !== "readwrite" || !full()) return self.oncomplete?.();
      disk.clear();
      for (const [id, row] of before) disk.set(id, row);
      self.error = new Error("QuotaExceededError");
      self.onabort?.();
    });
    return self;
  }

  function open() {
    const request = { result: { transaction, createObjectStore: () => ({ createIndex() {} }), close() {} } };
    queueMicrotask(() => {
      if (!disk.size) request.onupgradeneeded();
      request.onsuccess();
    });
    return request;
  }

  return { open, disk };
}
