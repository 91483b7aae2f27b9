// What this browser, or this tab, remembers between visits, and may as well forget.
// Storage may be refused or full; then the page works all the same.

/** → {get() → the value or null, set(value) → whether it is kept, remove()}, values as JSON.
 *  @param {string} key
 *  @param {() => Storage} storage */
export function kept(key, storage = () => globalThis.localStorage) {
  /** @param {(storage: Storage) => any} act */
  const attempt = (act) => {
    try {
      return act(storage());
    } catch {
      return null;
    }
  };
  return {
    get: () => attempt((store) => JSON.parse(store.getItem(`holdfast:${key}`) ?? "null")),
    set: (value) =>
      attempt((store) => (store.setItem(`holdfast:${key}`, JSON.stringify(value)), true)) === true,
    remove: () => attempt((store) => store.removeItem(`holdfast:${key}`)),
  };
}

/** The conversation that the start page offers: {ticket, excerpt, at: of its newest event, done}. */
export const lastConversation = kept("conversation");

/** One that is done is remembered too, but not in the place of another that goes on. → whether it is
 *  kept */
export function remember(conversation, last = lastConversation) {
  const before = last.get();
  const goesOn = before && before.ticket !== conversation.ticket && !before.done;
  return conversation.done && goesOn ? true : last.set(conversation);
}
