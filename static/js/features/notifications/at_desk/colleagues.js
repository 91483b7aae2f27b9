// Whom a note may name: what stands behind an `@` before the cursor, and which colleagues it may mean. Pure.
import { readings } from "../../../words/fold.js";

const MOST = 8; // that are shown: who wants another one types more
const STRETCH = /(?:^|[^\p{L}\p{N}_@./])@([\p{L}\p{N}_.+-]*)$/u; // as the server reads a note
const NAMEABLE = /^[\p{L}\p{N}_.+-]+$/u;

/** `program`: nobody who reads notes.
 *  @typedef {{username: string, name: string, key: string, program?: boolean}} Colleague */

/** The text up to the cursor → where its `@` is, and what is behind it; null: there is none.
 *  @param {string} text */
export function stretchOf(text) {
  const found = STRETCH.exec(text);
  return found && { from: text.length - found[1].length - 1, query: found[1] };
}

/** By user name first, then by any word of their names; neither oneself nor a program is one.
 *  @param {Colleague[]} all
 *  @param {string} query
 *  @param {string} me key
 *  @returns {Colleague[]} */
export function meant(all, query, me) {
  const wanted = readings(query);
  const begins = (/** @type {string} */ text) =>
    readings(text).some((reading) => wanted.some((start) => reading.startsWith(start)));
  const isOther = ({ key, username, program = false }) => key !== me && !program && NAMEABLE.test(username);
  const others = all.filter(isOther);
  const byName = ({ name }) => name.split(/\s+/).some(begins);
  const first = others.filter(({ username }) => begins(username));
  return [...first, ...others.filter((one) => !first.includes(one) && byName(one))].slice(0, MOST);
}
