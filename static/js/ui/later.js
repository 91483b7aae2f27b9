// Modules that a page does without at first, and their words. boot.js, which stands in every page, fetches
// them until they are there and says so while they are not: only then they are imported, for some browsers
// never forget that a module didn't come.

/** @type {(() => unknown)[]} */
const anyway = [];

/** What will be needed on the line of a page that lives: fetched before that is lost. It is nobody's
 *  trouble that this takes long, so nothing is said of it. */
export function fetchAnyway() {
  for (const fetch of anyway.splice(0)) fetch();
}

/** later(feature, () => import("./more.js")) → use(act) → what act(the module) returns: at once where it has
 *  come before, else a promise of it. page_script.py names in the page what the module needs. `anyway`: also
 *  where nobody asks for it (fetchAnyway).
 *  @template M
 *  @param {string} feature
 *  @param {() => Promise<M>} load
 *  @param {{anyway?: boolean}} [when] */
export function later(feature, load, when = {}) {
  /** @type {M | null} */
  let module = null;
  /** @type {Promise<M> | null} */
  let coming = null;

  async function come() {
    const quietly = Boolean(when.anyway);
    module = await new Promise((come) =>
      dispatchEvent(new CustomEvent("later", { detail: { feature, load, come, quietly } })),
    );
    return /** @type {M} */ (module);
  }

  /** @template T
   *  @param {(module: M) => T} act
   *  @returns {T | Promise<T>} */
  const use = (act) => (module ? act(module) : (coming ??= come()).then(act));
  if (when.anyway) anyway.push(() => use(() => {}));
  return use;
}
