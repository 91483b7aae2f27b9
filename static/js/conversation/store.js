// Where the outbox is kept: on disk, or in memory where the browser refuses that.
import { erase, readAll, write } from "./database.js";

/** createStore(storage.js):
 *  .all() → promise of the items, in order · .remove(id) → promise
 *  .put(item) → promise of the item, with its `order`: a number that grows over all tabs
 *  .refused  whether anything could be kept in memory only. None of the promises reject. */
export function createStore(storage) {
  const memory = new Map();

  function remember(item) {
    const order = item.order ?? Math.max(0, ...[...memory.values()].map((other) => other.order)) + 1;
    memory.set(item.id, { ...item, order });
    return { ...item, order };
  }

  return {
    async all() {
      const onlyHere = [...memory.values()];
      const kept = await storage.work(readAll).catch(storage.refuse);
      return [...(kept ?? []).filter(({ id }) => !memory.has(id)), ...onlyHere].sort((a, b) => a.order - b.order);
    },
    async put(item) {
      try {
        const kept = await storage.work((db) => write(db, item));
        memory.delete(item.id);
        return kept;
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
