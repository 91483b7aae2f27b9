// The browser's database, as promises. Two stores: `outbox`, by id, with a growing `order`;
// `drafts`, by id, with a `version` that grows with each change.

/** What keeps the unsent: this database, or what a feature has where the browser refuses it.
 *  @typedef {{readAll: () => Promise<any[]>,
 *    write: <K extends {id: string, order?: number}>(item: K, after?: number)
 *      => Promise<K & {order: number}>,
 *    erase: (id: string) => Promise<void>,
 *    readDrafts: (owner: string, ticket: string) => Promise<Draft[]>,
 *    changeDraft: (seen: Draft | null, row: Draft | null) => Promise<Draft | null>}} Disk */

/** @param {() => IDBFactory} factory
 *  @returns {Promise<Disk>} */
export async function openDisk(factory) {
  const db = await openDatabase(factory);
  return {
    readAll: () => readAll(db),
    write: (item, after) => write(db, item, after),
    erase: (id) => erase(db, id),
    readDrafts: (owner, ticket) => readDrafts(db, owner, ticket),
    changeDraft: (seen, row) => changeDraft(db, seen, row),
  };
}

/** @param {() => IDBFactory} factory
 *  @returns {Promise<IDBDatabase>} */
function openDatabase(factory) {
  return new Promise((resolve, reject) => {
    const request = factory().open("holdfast", 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      const create = (name) => request.result.createObjectStore(name, { keyPath: "id" });
      if (oldVersion < 1) create("outbox").createIndex("order", "order");
      create("drafts").createIndex("place", ["owner", "ticket"]);
    };
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => db.close(); // or a newer page could never upgrade it
      resolve(db);
    };
    request.onerror = () => reject(request.error);
  });
}

/** All items, in order.
 *  @param {IDBDatabase} db */
async function readAll(db) {
  const transaction = db.transaction("outbox");
  const request = transaction.objectStore("outbox").index("order").getAll();
  await done(transaction);
  return request.result;
}

/** Keeps the item, and gives it the next order if it has none, above `after`: in the same
 *  transaction, so that two tabs can't take the same one. → the item as kept, once it is on disk.
 *  @template {{order?: number}} Kept
 *  @param {IDBDatabase} db
 *  @param {Kept} item */
async function write(db, item, after = 0) {
  const transaction = db.transaction("outbox", "readwrite", { durability: "strict" });
  const outbox = transaction.objectStore("outbox");
  let kept = { ...item, order: item.order ?? 0 };
  if (kept.order) outbox.put(kept);
  else {
    const newest = outbox.index("order").openKeyCursor(null, "prev");
    newest.onsuccess = () => {
      kept = { ...item, order: Math.max(after, Number(newest.result?.key ?? 0)) + 1 };
      outbox.put(kept);
    };
  }
  await done(transaction);
  return kept;
}

/** @param {IDBDatabase} db
 *  @param {string} id */
async function erase(db, id) {
  const transaction = db.transaction("outbox", "readwrite");
  transaction.objectStore("outbox").delete(id);
  await done(transaction);
}

/** What `owner` left unsent at a ticket, the newest last.
 *  @param {IDBDatabase} db
 *  @param {string} owner
 *  @param {string} ticket
 *  @returns {Promise<Draft[]>} */
async function readDrafts(db, owner, ticket) {
  const transaction = db.transaction("drafts");
  const request = transaction.objectStore("drafts").index("place").getAll([owner, ticket]);
  await done(transaction);
  return request.result.sort((a, b) => a.at - b.at);
}

/** Puts `row` in the place of `seen`, or erases that (row: null). But what is not as it was
 *  seen is another tab's by now: that stays, and `row` comes beside it. → the row as kept.
 *  @typedef {{id: string, owner: string, ticket: string, value: any, at: number, version: number}} Draft
 *  @param {IDBDatabase} db
 *  @param {Draft | null} seen
 *  @param {Draft | null} row */
async function changeDraft(db, seen, row) {
  const transaction = db.transaction("drafts", "readwrite");
  const drafts = transaction.objectStore("drafts");
  let kept = row;
  /** @param {Draft | null} ours */
  function change(ours) {
    if (ours && row) kept = { ...row, id: ours.id, version: ours.version + 1 };
    if (row) drafts.put(kept);
    else if (ours) drafts.delete(ours.id);
  }
  if (seen) {
    const found = drafts.get(seen.id);
    found.onsuccess = () => change(found.result?.version === seen.version ? seen : null);
  } else change(null);
  await done(transaction);
  return kept;
}

// A request's success is not enough: a full disk shows when the transaction commits.
/** @param {IDBTransaction} transaction
 *  @returns {Promise<void>} */
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
