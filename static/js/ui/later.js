// Modules that a page does without at first, and their words. boot.js, which stands in every page, fetches
// them until they are there and says so while they are not: only then they are imported, for some browsers
// never forget that a module didn't come.

/** later(feature, () => import("./more.js")) → use(act) → what act(the module) returns: at once where it has
 *  come before, else a promise of it. page_script.py names in the page what the module needs.
 *  @template M
 *  @param {string} feature
 *  @param {() => Promise<M>} load */
export function later(feature, load) {
  /** @type {M | null} */
  let module = null;
  /** @type {Promise<M> | null} */
  let coming = null;

  async function come() {
    module = await new Promise((come) =>
      dispatchEvent(new CustomEvent("later", { detail: { feature, load, come } })),
    );
    return /** @type {M} */ (module);
  }

  /** @template T
   *  @param {(module: M) => T} act
   *  @returns {T | Promise<T>} */
  return (act) => (module ? act(module) : (coming ??= come()).then(act));
}
