// What an agent can do, each told once by its feature: by key, and in the list of everything.

/** The seam for them, as the desk's `offer`:
 *  name: what it is called in a list of commands, one word of the feature's
 *  key: the letter that does it, if there is one; its words stand in the slot "help"
 *  words() → what it does · can() → whether that can be done now, as the conversation stands
 *  run(): does it; or options(text) → what can be chosen, where `text` is what was typed: those that have it
 *  in their words are shown, and those that are `made` of it
 *  @typedef {{words: string, hint?: string, made?: boolean, run: () => void}} Option
 *  @typedef {{name: string, key?: string, words: () => string, can?: () => boolean, run?: () => void,
 *    options?: (text: string) => Option[]}} Action */

/** {choose: of chooser.js, keys: letter → what it does}
 *  → {offer(action) → again(): what can be chosen is another by now; possible() → the actions; start(name)}
 *  @param {{choose: (what: {title: string, options: (text: string) => Option[]}) => () => void,
 *    keys: Record<string, () => void>}} parts */
export function createActions({ choose, keys }) {
  /** @type {Action[]} */
  const all = [];
  let again = () => {};

  /** @param {Action} action */
  function start(action) {
    if (!can(action)) return;
    if (action.options) again = choose({ title: action.words(), options: action.options });
    else action.run?.();
  }

  return {
    /** @param {Action} action */
    offer(action) {
      all.push(action);
      if (action.key) keys[action.key] = () => start(action);
      return () => again();
    },
    possible: () => all.filter(can),
    /** By its name. @param {string} name */
    start(name) {
      const action = all.find((one) => one.name === name);
      if (action) start(action);
    },
  };
}

/** @param {Action} action */
const can = ({ can = () => true }) => can();
