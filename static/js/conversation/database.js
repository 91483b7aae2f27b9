// The browser's database, as promises. One store: `outbox`, by id, with a growing `order`.

export function openDatabase(factory) {
  return new Promise((resolve, reject) => {
    const request = factory().open("holdfast", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "id" }).createIndex("order", "order");
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

/** Keeps the item, and gives it the next order if it has none: in the same transaction,
 *  so that two tabs can't take the same one. → the item as kept, once it is on disk. */
export async function write(db, item) {
  const transaction = db.transaction("outbox", "readwrite", { durability: "strict" });
  const outbox = transaction.objectStore("outbox");
  let kept = item;
  if (item.order) outbox.put(item);
  else
    outbox.index("order").openKeyCursor(null, "prev").onsuccess = ({ target }) => {
      kept = { ...item, order: (target.result?.key ?? 0) + 1 };
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

// A request's success is not enough: a full disk shows when the transaction commits.
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
