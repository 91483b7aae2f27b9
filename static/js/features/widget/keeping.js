// What opens this browser's conversation at the site, kept by the first that keeps it: the frame's storage,
// a partitioned cookie, the website's page. No browser has all of them in a frame, and some have none.

const DAYS = 180;

/** A place: get() → the value or null, set(value or null) → whether it is kept. Any may throw.
 *  @typedef {{get: () => string | null, set: (value: string | null) => boolean}} Keeper */

/** @param {string} name
 *  @param {() => Storage} storage
 *  @returns {Keeper} */
export const inStorage = (name, storage = () => globalThis.localStorage) => ({
  get: () => storage().getItem(name),
  set(value) {
    if (value === null) storage().removeItem(name);
    else storage().setItem(name, value);
    return storage().getItem(name) === value;
  },
});

/** It is for this script alone: the server never reads it, so it opens nothing by being sent.
 *  @param {string} site
 *  @param {{cookie: string}} doc
 *  @returns {Keeper} */
export function inCookie(site, doc = document) {
  const name = `__Secure-holdfast-${site}`;
  const get = () =>
    doc.cookie
      .split("; ")
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? null;
  return {
    get,
    set(value) {
      const age = value === null ? 0 : DAYS * 86_400;
      // eslint-disable-next-line house/words -- a cookie's attributes
      doc.cookie = `${name}=${value ?? ""}; Path=/w/${site}/; Max-Age=${age}; SameSite=None; Secure; Partitioned`;
      return get() === value;
    },
  };
}

/** @param {{kept?: string | null, keeps?: boolean}} greeting of the website's page
 *  @param {(type: string, fields: object) => void} say
 *  @returns {Keeper} */
export const inPage = ({ kept = null, keeps = false }, say) => ({
  get: () => kept,
  set(value) {
    if (keeps || value === null) say("keep", { value });
    return keeps;
  },
});

/** @typedef {ReturnType<typeof createKeeping>} Keeping
 *  @param {Keeper[]} places
 *  → {get() → the value or null, keep(value) → whether one keeps it, forget()} */
export function createKeeping(places) {
  /** @template T
   *  @param {() => T} act */
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null; // refused
    }
  };
  return {
    get: () => places.map((place) => attempt(place.get)).find(Boolean) ?? null,
    /** @param {string} value */
    keep: (value) => places.some((place) => attempt(() => place.set(value))),
    forget: () => places.forEach((place) => attempt(() => place.set(null))),
  };
}
