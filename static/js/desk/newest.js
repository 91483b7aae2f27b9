// What frames tell whole, and what is asked for at each connection, too: the answer is of a moment ago when
// it comes, and a frame may have overtaken it.

/** → {told(): it came by a frame, ask(asked) → its answer; null: there is something newer} */
export function createNewest() {
  let count = 0;
  return {
    told: () => void (count += 1),
    /** @template T
     *  @param {Promise<T>} asked
     *  @returns {Promise<T | null>} */
    async ask(asked) {
      const mine = (count += 1);
      const answer = await asked;
      return mine === count ? answer : null;
    },
  };
}
