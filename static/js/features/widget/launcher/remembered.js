// What the website's own storage remembers for the chat: that there is an open conversation, what opens it
// where the frame can keep nothing, and that it is to be forgotten.

/** @param {string} site
 *  @param {() => Storage} storage */
export function createRemembered(site, storage = () => globalThis.localStorage) {
  const name = `holdfast:${site}`;
  let known = read();

  function read() {
    try {
      return JSON.parse(storage().getItem(name) ?? "{}") ?? {};
    } catch {
      return {}; // refused, or not ours
    }
  }

  return {
    /** {open?, kept?, reset?} */
    get all() {
      return known;
    },
    /** @param {{open?: boolean, kept?: string | null, reset?: boolean}} changes
     *  → whether it is kept */
    change(changes) {
      known = { ...read(), ...changes };
      try {
        storage().setItem(name, JSON.stringify(known));
        return true;
      } catch {
        return false;
      }
    },
  };
}
