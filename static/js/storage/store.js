// Where the outbox is kept: on disk, or in memory where the browser refuses that.
import { asBytes, LARGE } from "./blobs.js";

/** createStore(storage.js):
 *  .all() → promise of the items, in order · .remove(id) → promise
 *  .put(item) → promise of the item, with its `order`: a number that grows over all tabs
 *  .refused  whether anything is kept in memory only. None of the promises reject.
 *  .late(act)  act() once the disk has come after all: there may be more in it
 *  @template {{id: string, order?: number, carried?: any}} Written
 *  @param {import("./storage.js").Storage} storage */
export function createStore(storage) {
  /** @type {Map<string, Written & {order: number}>} */
  const memory = new Map();
  const gone = new Set(); // of what was in memory
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

  /** @param {Written} item */
  function write(item) {
    const patience = item.carried ? LARGE : undefined;
    const keep = (as) => storage.work((disk) => disk.write(as, newest), patience);
    return keep(item).catch(async (error) => {
      if (!item.carried) throw error;
      return keep(await asBytes(item));
    });
  }

  storage.late(async () => {
    for (const item of memory.values()) {
      const kept = await write(item).catch(storage.refuse);
      if (gone.has(item.id)) await erase(item.id);
      else if (kept && memory.get(item.id) === item) memory.delete(item.id);
    }
  });

  /** @param {string} id */
  const erase = (id) => storage.work((disk) => disk.erase(id)).catch(storage.refuse);

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
      try {
        const kept = await write(item);
        memory.delete(item.id);
        return meet({ ...item, order: kept.order });
      } catch (error) {
        storage.refuse(error);
        return remember(item);
      }
    },
    /** @param {string} id */
    async remove(id) {
      if (memory.delete(id)) gone.add(id);
      await erase(id);
    },
    late: storage.late,
    get refused() {
      return storage.refused;
    },
  };
}
