// Which replies have all words that are looked for: in title, shortcut or text, folded as in search. Pure.
import { readings } from "../../words/fold.js";

const SLICE = 100; // that are folded in one go, ahead of time: a few milliseconds
export const MOST = 50; // that are shown: who wants another one types more

/** @typedef {import("./library.js").Reply} Reply
 *  @typedef {{name: string[], shortcut: string, all: string}} Folded */

/** replies: in the order in which they are offered → {find(query) → at most MOST of them, ahead(): folds some
 *  more, and says whether there are others}. A reply is folded once, when words are looked for in it or ahead
 *  of that: a list that opens costs no more than the rows that it shows.
 *  @param {Reply[]} replies */
export function createIndex(replies) {
  /** @type {Map<Reply, Folded>} */
  const known = new Map();
  let ahead = 0;

  /** @param {Reply} reply */
  function folded(reply) {
    const made = known.get(reply) ?? fold(reply);
    known.set(reply, made);
    return made;
  }

  return {
    ahead() {
      for (const reply of replies.slice(ahead, ahead + SLICE)) folded(reply);
      ahead += SLICE;
      return ahead < replies.length;
    },
    /** @param {string} query */
    find(query) {
      const words = query.split(/\s+/).map(readings).filter(hasLetters);
      if (!words.length) return replies.slice(0, MOST);
      const whole = readings(query);
      /** @type {Reply[][]} */
      const ranks = [[], [], [], []];
      for (const reply of replies) ranks[rankOf(folded(reply), words, whole)]?.push(reply);
      return ranks.flat().slice(0, MOST);
    },
  };
}

/** @param {Reply} reply
 *  @returns {Folded} */
function fold({ title, shortcut, texts }) {
  const name = readings(title);
  const said = Object.values(texts).flatMap(readings);
  return { name, shortcut: readings(shortcut)[0], all: [...name, ...readings(shortcut), ...said].join("\n") };
}

/** The lower the better; 4: it has not all of the words.
 *  @param {Folded} folded
 *  @param {string[][]} words each in its readings
 *  @param {string[]} whole */
function rankOf({ name, shortcut, all }, words, whole) {
  const has = (/** @type {string} */ text) =>
    words.every((word) => word.some((reading) => text.includes(reading)));
  if (whole.includes(shortcut)) return 0;
  if ([shortcut, ...name].some((text) => whole.some((start) => text.startsWith(start)))) return 1;
  if (has([shortcut, ...name].join("\n"))) return 2;
  return has(all) ? 3 : 4;
}

const hasLetters = (/** @type {string[]} */ word) => word[0] !== "";
