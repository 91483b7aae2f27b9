// Where the outbox is kept: on disk, or in memory where the browser refuses that.
import { erase, readAll, write } from "./database.js";

/** createStore(storage.js):
 *  .all() → promise of the items, in order · .remove(id) → promise
 *  .put(item) → promise of the item, with its `order`: a number that grows over all tabs
 *  .refused  whether anything could be kept in memory only. None of the promises reject. */
export function createStore(storage) {
  const memory = new Map();
  let newest = 0; // the highest order that this page has met: what is in memory and what is on disk stand in one row

  function meet(item) {
    newest = Math.max(newest, item.order);
    return item;
  }

  function remember(item) {
    const kept = meet({ ...item, order: item.order ?? newest + 1 });
    memory.set(item.id, kept);
    return { ...kept };
  }

  return {
    async all() {
      const onlyHere = [...memory.values()];
      const kept = await storage.work(readAll).catch(storage.refuse);
      return [...(kept ?? []).map(meet).filter(({ id }) => !memory.has(id)), ...onlyHere].sort((a, b) => a.order - b.order);
    },
    async put(item) {
      try {
        const kept = await storage.work((db) => write(db, item, newest));
        memory.delete(item.id);
        return meet(kept);
      } catch (error) {
        storage.refuse(error);
        return remember(item);
      }
    },
    async remove(id) {
      memory.delete(id);
      await storage.work((db) => erase(db, id)).catch(storage.refuse);
    },
    get refused() {
      return storage.refused;
    },
  };
}
