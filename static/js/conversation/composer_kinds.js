// What is being written, of the kinds that there are to choose from. At the desk they are those that the
// agent's role may write: the server leaves the others out. Customers have no choice.

/** @param {{value: string, checked: boolean}[]} choices */
export function createKinds(choices) {
  const first = choices[0]?.value ?? "message";
  const has = (/** @type {string} */ kind) => choices.some(({ value }) => value === kind);
  return {
    first,
    has,
    now: () => choices.find(({ checked }) => checked)?.value ?? first,
    /** One that there isn't is the first.
     *  @param {string} kind */
    choose(kind) {
      for (const choice of choices) choice.checked = choice.value === (has(kind) ? kind : first);
    },
  };
}
