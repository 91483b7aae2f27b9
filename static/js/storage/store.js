// Where the outbox is kept: on disk, or in memory where the browser refuses that.
import { asBytes, LARGE } from "./blobs.js";

/** createStore(storage.js):
 *  .all() → promise of the items, in order · .remove(id) → promise
 *  .put(item) → promise of the item, with its `order`: a number that grows over all tabs
 *  .refused  whether anything could be kept in memory only. None of the promises reject.
 *  @template {{id: string, order?: number, carried?: any}} Written
 *  @param {import("./storage.js").Storage} storage */
export function createStore(storage) {
  /** @type {Map<string, Written & {order: number}>} */
  const memory = new Map();
  // The highest order that this page has met: what is in memory and what is on disk stand in one row.
  let newest = 0;

  /** @type {(item: Written & {order: number}) => Written & {order: number}} */
  function meet(item) {
    newest = Math.max(newest, item.order);
    return item;
  }

  /** @type {(item: Written) => Written & {order: number}} */
  function remember(item) {
    const kept = meet({ ...item, order: item.order ?? newest + 1 });
    memory.set(item.id, kept);
    return { ...kept };
  }

  return {
    /** @returns {Promise<(Written & {order: number})[]>} */
    async all() {
      const onlyHere = [...memory.values()];
      const kept = await storage.work((disk) => disk.readAll()).catch(storage.refuse);
      return [...(kept ?? []).map(meet).filter(({ id }) => !memory.has(id)), ...onlyHere].sort(
        (a, b) => a.order - b.order,
      );
    },
    /** @param {Written} item
     *  @returns {Promise<Written & {order: number}>} */
    async put(item) {
      const patience = item.carried ? LARGE : undefined;
      const keep = (as) => storage.work((disk) => disk.write(as, newest), patience);
      try {
        const kept = await keep(item).catch(async (error) => {
          if (!item.carried) throw error;
          return keep(await asBytes(item));
        });
        memory.delete(item.id);
        return meet({ ...item, order: kept.order });
      } catch (error) {
        storage.refuse(error);
        return remember(item);
      }
    },
    /** @param {string} id */
    async remove(id) {
      memory.delete(id);
      await storage.work((disk) => disk.erase(id)).catch(storage.refuse);
    },
    get refused() {
      return storage.refused;
    },
  };
}
