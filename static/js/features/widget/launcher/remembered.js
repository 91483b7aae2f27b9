// What the website's own storage remembers for the chat: that there is an open conversation, what opens it
// where the frame can keep nothing, and that it is to be forgotten.

/** @param {string} site
 *  @param {() => Storage} storage */
export function createRemembered(site, storage) {
  const name = `holdfast:${site}`;
  let unkept; // what storage would not take

  // Each time: another tab may have begun a conversation meanwhile.
  function read() {
    try {
      return unkept ?? JSON.parse(/** @type {any} */ (storage().getItem(name))) ?? {};
    } catch {
      return {}; // refused, or not ours
    }
  }

  return {
    /** {open?, kept?, reset?} */
    get all() {
      return read();
    },
    /** @param {{open?: boolean, kept?: string | null, reset?: boolean}} changes
     *  → whether it is kept */
    change(changes) {
      const { kept } = read();
      unkept = { ...read(), ...changes };
      // A number that keeps a token's place never takes it.
      if (unkept.kept && !/\./.test(unkept.kept) && /\./.test(kept)) unkept.kept = kept;
      try {
        storage().setItem(name, JSON.stringify(unkept));
        unkept = null;
        return true;
      } catch {
        return false;
      }
    },
  };
}
