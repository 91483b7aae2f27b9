// What an agent can do, each told once by its feature: by key, by a word behind a slash, and in the list of
// everything.
import { readings } from "../words/fold.js";
import { t } from "../words/t.js";
import { chosenBy } from "./chooser.js";

/** The seam for them, as the desk's `offer`:
 *  name: one word, behind a slash; "": it has none · key: the letter that does it, if there is one; its words
 *      stand in the slot "help"
 *  needs: a right of may.js; who hasn't it isn't offered the action, by whatever way
 *  words() → what it does · can() → whether that can be done now, as the conversation stands
 *  run(text): does it, with what stood behind its word; or options(text) → what can be chosen, where `text`
 *      is what was typed: those that have it in their words are shown, and those that are `made` of it
 *  many(text, rows) → the same, where it can be done to several conversations: each option's does(row) and
 *      undoes(row) are the fields of a frame without `id` and `ticket`, or null: not to this one
 *  @typedef {{words: string, hint?: string, made?: boolean, run: () => void}} Option
 *  @typedef {{[field: string]: any, type: string} | null} Fields
 *  @typedef {{words: string, hint?: string, made?: boolean, does: (row: any) => Fields,
 *    undoes: (row: any) => Fields}} ManyOption
 *  @typedef {{name: string, key?: string, needs?: string, words: () => string, can?: () => boolean,
 *    run?: (text: string) => void, options?: (text: string) => Option[],
 *    many?: (text: string, rows: any[]) => ManyOption[]}} Action
 *  @typedef {{rows: () => any[], run: (option: ManyOption) => void}} Those
 *  @typedef {{title: string, options: (text: string) => Option[], text?: string}} Choice */

const COMMAND = /^\/([a-z]+)(?:[ \t]+(.*))?$/;

/** {choose: of chooser.js, keys: letter → what it does, may: of may.js}
 *  → {offer(action) → again(): what can be chosen is another by now; commands(start) → those whose name
 *  begins so; start(name); everything(): the list of all; command(text) → null: it is none, "": done, or why
 *  not}
 *  @param {{choose: (what: Choice) => () => void, keys: Record<string, () => void>,
 *    may?: import("./may.js").May}} parts */
export function createActions({ choose, keys, may = () => true }) {
  /** @type {Action[]} */
  const all = [];
  /** @type {Those} */
  let those = { rows: () => [], run() {} };
  let again = () => {};
  /** @param {string} name */
  const named = (name) => all.find((one) => one.name === name);

  /** @param {Action} action
   *  @param {string} [text] */
  function start(action, text = "") {
    if (!can(action)) return;
    if (!action.options) return action.run?.(text);
    const meant = text ? theOne(action.options(text), text) : undefined;
    if (meant) return meant.run();
    again = choose({ title: action.words(), options: action.options, text });
  }

  const forThose = (/** @type {Action} */ { many }) => Boolean(many) && those.rows().length > 0;

  /** To those that are chosen, if any are and it can be; else to the open one.
   *  @param {Action} action */
  function startForAll(action) {
    const { many, words } = action;
    if (!many || !forThose(action)) return start(action);
    again = choose({
      title: t("desk.to-many", { words: words(), n: those.rows().length }),
      options: (text) =>
        many(text, those.rows()).map((option) => ({ ...option, run: () => those.run(option) })),
    });
  }

  return {
    /** The seam for who chooses several conversations: rows() → of those that are; run(option): it is done to
     *  them.
     *  @param {Those} chosen */
    forMany(chosen) {
      those = chosen;
    },
    /** @param {Action} action */
    offer(action) {
      if (!may(action.needs)) return () => {};
      all.push(action);
      if (action.key) keys[action.key] = () => startForAll(action);
      return () => again();
    },
    /** @param {string} start */
    commands: (start) => all.filter((one) => one.name && one.name.startsWith(start) && can(one)),
    /** @param {string} name */
    start(name) {
      const action = named(name);
      if (action) start(action);
    },
    everything() {
      const options = () =>
        all
          .filter((action) => can(action) || forThose(action))
          .map((action) => ({
            words: action.words(),
            hint: [action.name && `/${action.name}`, action.key].filter(Boolean).join(" · "),
            run: () => startForAll(action),
          }));
      choose({ title: t("desk.everything"), options });
    },
    /** @param {string} body */
    command(body) {
      const [, name = "", text = ""] = COMMAND.exec(body.trim()) ?? [];
      const action = name && named(name);
      if (!action) return null;
      if (!can(action)) return t("desk.not-now", { words: action.words() });
      start(action, text.trim().replace(/^@/, ""));
      return "";
    },
  };
}

/** Which is meant by a text: the one that is called so, one that is made of it, or the only one that has it.
 *  @param {Option[]} options
 *  @param {string} text */
export function theOne(options, text) {
  const found = chosenBy(options, text);
  const whole = readings(text)[0];
  const called = found.find(({ words, hint = "" }) =>
    [words, hint].some((one) => readings(one)[0] === whole),
  );
  return called ?? found.find(({ made }) => made) ?? (found.length === 1 ? found[0] : undefined);
}

/** @param {Action} action */
const can = ({ can = () => true }) => can();
