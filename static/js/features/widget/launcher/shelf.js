// The website's storage as the place for what the frame has sealed, where the frame can keep nothing itself.

/** .all → {name: text} · .clear() · .put(name, text or null, stamp) → whether it is done; with a stamp, only
 *  in the place of what begins so
 *  @param {string} site
 *  @param {() => Storage} storage */
export function createShelf(site, storage) {
  const place = `holdfast:${site}:sealed:`;
  const keys = () => Object.keys(storage()).filter((key) => key.startsWith(place));

  /** @template T
   *  @param {() => T} act
   *  @param {T} otherwise */
  const attempt = (act, otherwise) => {
    try {
      return act();
    } catch {
      return otherwise; // refused, or full
    }
  };

  return {
    get all() {
      const named = (key) => [key.slice(place.length), storage().getItem(key)];
      return attempt(() => Object.fromEntries(keys().map(named)), {});
    },
    /** @param {string} name
     *  @param {string | null} text
     *  @param {string | null} [stamp] */
    put: (name, text, stamp) =>
      attempt(() => {
        const key = place + name;
        if (stamp && !storage().getItem(key)?.startsWith(stamp)) return false;
        if (text === null) storage().removeItem(key);
        else storage().setItem(key, text);
        return true;
      }, false),
    clear: () => attempt(() => keys().forEach((key) => storage().removeItem(key)), undefined),
  };
}
