// Where the outbox is kept: IndexedDB, or memory where the browser refuses that (by
// policy, in a private window, on a full disk): a chat without storage is still a chat.
import { erase, openDatabase, readAll, write } from "./database.js";

const PATIENCE = 2_000; // ms: some browsers let a request hang for ever, and the box must clear

/** createStore({clock, onRefused, indexedDB}):
 *  onRefused(error)  once, when something could be kept in memory only: warn the user
 *  indexedDB() → the factory (default: the browser's; where it is forbidden, asking throws)
 *  .all() → promise of the items, in order · .remove(id) → promise
 *  .put(item) → promise of the item, with its `order`: a number that grows over all tabs
 *  .refused  whether onRefused was called. None of the promises reject. */
export function createStore({ clock, onRefused, indexedDB = () => globalThis.indexedDB }) {
  const memory = new Map();
  let refused = false;
  let database;

  // Opened once: a database that can't be had, or hangs, is not asked for again by this page.
  async function onDisk(work) {
    database ??= within(PATIENCE, clock, openDatabase(indexedDB));
    return within(PATIENCE, clock, work(await database));
  }

  function refuse(error) {
    if (refused) return;
    refused = true;
    onRefused?.(error);
  }

  function remember(item) {
    const order = item.order ?? Math.max(0, ...[...memory.values()].map((other) => other.order)) + 1;
    memory.set(item.id, { ...item, order });
    return { ...item, order };
  }

  return {
    async all() {
      const onlyHere = [...memory.values()];
      const kept = await onDisk(readAll).catch(refuse);
      return [...(kept ?? []).filter(({ id }) => !memory.has(id)), ...onlyHere].sort((a, b) => a.order - b.order);
    },
    async put(item) {
      try {
        const kept = await onDisk((db) => write(db, item));
        memory.delete(item.id);
        return kept;
      } catch (error) {
        refuse(error);
        return remember(item);
      }
    },
    async remove(id) {
      memory.delete(id);
      await onDisk((db) => erase(db, id)).catch(refuse);
    },
    get refused() {
      return refused;
    },
  };
}

function within(ms, clock, promise) {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(new Error("storage does not answer")), ms);
    promise.then(resolve, reject).finally(() => clock.clearTimeout(timer));
  });
}
