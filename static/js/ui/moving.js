// What changes its place in a list glides there, and what is new in it appears: so one sees what moved. Where
// motion is to be reduced, nothing does.
const TAKES = { duration: 180, easing: "ease-out" }; // milliseconds
const MOST = 60; // that move at once: farther down nobody looks

const isReduced = () => globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** → show(change): the list's children are others, or stand elsewhere, after change()
 *  @param {Element} list */
export function createMoving(list, reduced = isReduced) {
  /** @returns {Map<Element, number>} */
  const places = () =>
    new Map([...list.children].slice(0, MOST).map((one) => [one, one.getBoundingClientRect().top]));

  return (/** @type {() => void} */ change) => {
    if (reduced()) return change();
    const before = places();
    change();
    for (const [one, top] of places()) glide(one, before.get(one), top);
  };
}

/** @param {Element} element
 *  @param {number | undefined} from undefined: it wasn't there
 *  @param {number} to */
function glide(element, from, to) {
  if (from === undefined) element.animate([{ opacity: 0 }, { opacity: 1 }], TAKES);
  else if (from !== to) element.animate([{ translate: `0 ${from - to}px` }, { translate: "0" }], TAKES);
}
