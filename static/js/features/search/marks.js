// What was looked for, marked where it stands.
import { stretches } from "../../words/fold.js";

/** → strings and <mark>s, for element.replaceChildren(...).
 *  @param {string} text
 *  @param {string[]} words
 *  @returns {(string | HTMLElement)[]} */
export function marked(text, words) {
  const whole = text.normalize("NFC");
  /** @type {(string | HTMLElement)[]} */
  const nodes = [];
  let from = 0;
  for (const [start, end] of stretches(whole, words)) {
    const mark = document.createElement("mark");
    mark.textContent = whole.slice(start, end);
    nodes.push(whole.slice(from, start), mark);
    from = end;
  }
  nodes.push(whole.slice(from));
  return nodes.filter((node) => node !== "");
}

/** In the text of an element that others have made: links stay links.
 *  @param {Element} element
 *  @param {string[]} words */
export function markWithin(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) text.replaceWith(...marked(text.data, words));
}

/** @param {ParentNode} element */
export function unmark(element) {
  for (const mark of element.querySelectorAll("mark")) {
    const around = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    around?.normalize();
  }
}
