// The views over the desk's list: which conversations are in which. Pure.
import { isDone } from "../conversation/done.js";

/** The seam for views; each is one of the server's, too (tickets/desk/views.py), at the same place.
 *  name: in addresses and calls; place: among the others; empty: what a list of none says, [title, words], by
 *  key
 *  done: it holds what is done, which is in no other, the newest first; else who waits longest is first
 *  has(row, me: user name): which of these it holds, if not all; calls: they are this agent's to answer
 *  aside: what it holds, done or not, is in no other view
 *  listed: what it holds the server alone can tell, and in which order: it is asked again with each change
 *  @typedef {{name: string, place: number, empty: [string, string], done?: boolean, calls?: boolean,
 *    aside?: boolean, listed?: boolean, has?: (row: any, me: string) => boolean}} View
 *  @param {View} view */
export function register(view) {
  if (named(view.name)) throw new Error(`two views are called ${view.name}`);
  views.push(view);
  views.sort((a, b) => a.place - b.place);
}

/** @type {View[]} */
const views = [];

/** @type {(name: string) => View | undefined} */
const named = (name) => views.find((view) => view.name === name);

export const viewNames = () => views.map(({ name }) => name);
/** Those whose rows say by themselves that they are in it. */
export const tellingNames = () => views.filter(({ listed }) => !listed).map(({ name }) => name);
/** @type {(name: string) => View} */
export const viewOf = (name) => named(name) ?? views[0];

/** @type {(name: string, row: object, me: string) => boolean} */
export const isIn = (name, row, me) => holds(viewOf(name), row, me);
/** @type {(view: View, row: object, me: string) => boolean} */
function holds({ done = false, aside = false, has = () => true }, row, me) {
  if (aside) return has(row, me);
  return done === isDone(row) && has(row, me) && !views.some((view) => view.aside && view.has?.(row, me));
}

/** @typedef {(a: any, b: any) => number} Compare */
/** @type {Compare[]} */
const firsts = [];

/** The seam for what counts before how long somebody waits, in views of what is open: compare(row, other) as
 *  for sort. The server's lists have the same order (tickets/desk/views.py).
 *  @param {Compare} compare */
export const comesFirst = (compare) => void firsts.push(compare);

/** @type {Compare} */
export const whoseTurn = (a, b) => firsts.reduce((order, compare) => order || compare(a, b), 0);

/** Whether it is this agent's to answer: where no view says so, all that are open are everybody's.
 *  @type {(row: object, me: string) => boolean} */
export function isFor(row, me) {
  const calling = views.filter(({ calls }) => calls);
  return (calling.length ? calling : [OPEN]).some((view) => holds(view, row, me));
}

/** @type {View} */
const OPEN = {
  name: "open",
  place: 30,
  empty: ["desk.none-open", "desk.none-open.why"],
};
register(OPEN);
