// What a message that is being written carries beside its words: the composer asks features for it.

/** The seam for them, as a conversation's `carries(part)`:
 *  has() → whether there is anything to go with the next message
 *  take() → {name: value} as the outbox keeps it (outbox/carried.js), or null; from now on it has nothing
 *  giveBack(carried)  what was taken could not be kept
 *  kept(carried)  it is, by the outbox
 *  asks() → fields of its `send` that are no part of it: on what it is written, as things are on the screen
 *  give(files) → whether it takes files that were pasted into the box or dropped on the conversation
 *  @typedef {{[name: string]: any}} Carried
 *  @typedef {{has: () => boolean, take: () => Carried | null, giveBack: (carried: Carried) => void,
 *    kept?: (carried: Carried) => void, asks?: () => Carried, give: (files: File[]) => boolean}} Part */
export function createCarrying() {
  /** @type {Part[]} */
  const parts = [];
  return {
    /** @param {Part} part */
    add: (part) => void parts.push(part),
    has: () => parts.some((part) => part.has()),
    /** @returns {Carried | null} */
    take() {
      const taken = parts.map((part) => part.take()).filter(Boolean);
      return taken.length ? Object.assign({}, ...taken) : null;
    },
    /** @param {Carried | null} carried */
    giveBack(carried) {
      if (carried) for (const part of parts) part.giveBack(carried);
    },
    /** @param {Carried | null} carried */
    kept(carried) {
      if (carried) for (const part of parts) part.kept?.(carried);
    },
    /** Asked anew each time that a message is to be sent.
     *  @returns {Carried} */
    asks: () => Object.assign({}, ...parts.map((part) => part.asks?.())),
    /** @param {Iterable<File>} files */
    give: (files) => parts.some((part) => part.give([...files])),
  };
}
