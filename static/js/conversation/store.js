// Where the outbox is kept: IndexedDB, or memory where the browser refuses that.

/** createStore({indexedDB, clock, onRefused}):
 *  indexedDB() → the factory (default: the browser's; asking for it may already throw)
 *  onRefused(error)  once, when something could only be kept in memory: warn the user
 *  .all() → promise of items · .put(item) → promise of the item, with its `order` · .remove(id) → promise
 *  .refused  whether something is kept in memory only. None of the promises reject. */
export function createStore(parts) {
  throw new Error("to come");
}
