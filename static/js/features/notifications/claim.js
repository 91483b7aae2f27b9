// Of several tabs one tells. Whoever asks first for a thing's lock has it, and holds it until the others have
// asked. A browser may refuse locks, and storage as well: then each tab tells.

const HELD = 5_000; // ms
const LATER = 250; // ms: a tab that somebody looks at asks first

/** @param {{clock: {setTimeout: (act: () => void, ms: number) => any}, locks?: () => LockManager | undefined,
 *    store: {get: () => any, set: (value: any) => boolean}, focused: () => boolean}} parts
 *  @returns {(thing: string, act: () => void) => void} */
export function createClaim({ clock, locks = () => globalThis.navigator?.locks, store, focused }) {
  function withoutLocks(thing, act) {
    if (store.get() === thing) return;
    store.set(thing);
    act();
  }

  async function ask(thing, act) {
    try {
      const manager = locks();
      if (!manager) return withoutLocks(thing, act);
      await manager.request(`holdfast:told:${thing}`, { ifAvailable: true }, (lock) => {
        if (!lock) return undefined;
        act();
        return new Promise((release) => clock.setTimeout(() => release(undefined), HELD));
      });
    } catch {
      withoutLocks(thing, act);
    }
  }

  return (thing, act) => void clock.setTimeout(() => ask(thing, act), focused() ? 0 : LATER);
}
