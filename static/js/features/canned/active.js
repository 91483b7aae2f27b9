// The rows of the list, and the one of them that Enter takes: the focus stays in the box.
import { lineOf, scopeOf } from "./said.js";

/** @typedef {import("./library.js").Reply} Reply
 *  @param {{list: HTMLElement, box: HTMLElement, choose: (reply: Reply) => void,
 *    textOf: (reply: Reply) => string}} parts */
export function createActive({ list, box, choose, textOf }) {
  /** @type {Reply[]} */
  let replies = [];
  let at = 0;

  /** @param {number} to */
  function activate(to) {
    at = to;
    for (const [n, row] of [...list.children].entries()) row.ariaSelected = String(n === at);
    const row = list.children[at];
    if (!row) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  /** @param {Reply} reply
   *  @param {number} n */
  function make(reply, n) {
    const row = document.createElement("li");
    row.id = `canned-${n}`;
    row.role = "option";
    row.className = "canned-row";
    row.append(...lineOf(reply), part("canned-scope", scopeOf(reply)));
    row.append(part("canned-text", textOf(reply).slice(0, 200)));
    row.addEventListener("click", () => choose(reply));
    return row;
  }

  return {
    /** @param {Reply[]} found */
    show(found) {
      replies = found;
      list.replaceChildren(...found.map(make));
      for (const [name, value] of [
        ["aria-autocomplete", "list"],
        ["aria-controls", list.id],
      ])
        if (found.length) box.setAttribute(name, value);
        else box.removeAttribute(name);
      activate(0);
    },
    /** @param {number} step
     *  @returns {boolean} whether there are any */
    move(step) {
      if (replies.length) activate((at + step + replies.length) % replies.length);
      return replies.length > 0;
    },
    /** @returns {boolean} whether there was one */
    choose() {
      const reply = replies[at];
      if (reply) choose(reply);
      return Boolean(reply);
    },
    get any() {
      return replies.length > 0;
    },
  };
}

/** @param {string} name
 *  @param {string} text */
function part(name, text) {
  const element = Object.assign(document.createElement("span"), { className: name, textContent: text });
  element.dir = "auto";
  return element;
}
