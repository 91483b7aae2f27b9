// The browser's database, as promises. Two stores: `outbox`, by id, with a growing `order`;
// `drafts`, by id, with a `version` that grows with each change.

export function openDatabase(factory) {
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

/** All items, in order. */
export async function readAll(db) {
  const transaction = db.transaction("outbox");
  const request = transaction.objectStore("outbox").index("order").getAll();
  await done(transaction);
  return request.result;
}

/** Keeps the item, and gives it the next order if it has none, above `after`: in the same
 *  transaction, so that two tabs can't take the same one. → the item as kept, once it is on disk. */
export async function write(db, item, after = 0) {
  const transaction = db.transaction("outbox", "readwrite", { durability: "strict" });
  const outbox = transaction.objectStore("outbox");
  let kept = item;
  if (item.order) outbox.put(item);
  else
    outbox.index("order").openKeyCursor(null, "prev").onsuccess = ({ target }) => {
      kept = { ...item, order: Math.max(after, target.result?.key ?? 0) + 1 };
      outbox.put(kept);
    };
  await done(transaction);
  return kept;
}

export async function erase(db, id) {
  const transaction = db.transaction("outbox", "readwrite");
  transaction.objectStore("outbox").delete(id);
  await done(transaction);
}

/** What `owner` left unsent at a ticket, the newest last. */
export async function readDrafts(db, owner, ticket) {
  const transaction = db.transaction("drafts");
  const request = transaction.objectStore("drafts").index("place").getAll([owner, ticket]);
  await done(transaction);
  return request.result.sort((a, b) => a.at - b.at);
}

/** Puts `row` in the place of `seen`, or erases that (row: null). But what is not as it was
 *  seen is another tab's by now: that stays, and `row` comes beside it. → the row as kept. */
export async function changeDraft(db, seen, row) {
  const transaction = db.transaction("drafts", "readwrite");
  const drafts = transaction.objectStore("drafts");
  let kept = row;
  function change(ours) {
    if (ours && row) kept = { ...row, id: seen.id, version: seen.version + 1 };
    if (row) drafts.put(kept);
    else if (ours) drafts.delete(seen.id);
  }
  if (seen) drafts.get(seen.id).onsuccess = ({ target }) => change(target.result?.version === seen.version);
  else change(false);
  await done(transaction);
  return kept;
}

// A request's success is not enough: a full disk shows when the transaction commits.
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
