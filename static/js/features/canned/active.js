// The rows of the list, and the one of them that Enter takes: the focus stays in the box.
import { activateOption } from "../../ui/active_option.js";
import { lineOf, scopeOf } from "./said.js";

/** @typedef {import("./library.js").Reply} Reply
 *  @typedef {Reply | import("../../conversation/writing.js").Command} Line
 *  @param {{list: HTMLElement, box: HTMLElement, choose: (line: Line) => void,
 *    textOf: (reply: Reply) => string}} parts */
export function createActive({ list, box, choose, textOf }) {
  /** @type {Line[]} */
  let lines = [];
  let at = 0;

  /** @param {number} to */
  function activate(to) {
    at = to;
    activateOption(list, box, at);
  }

  /** @param {Line} line
   *  @param {number} n */
  function make(line, n) {
    const row = document.createElement("li");
    row.id = `canned-${n}`;
    row.role = "option";
    row.className = "canned-row";
    row.append(
      ...("title" in line
        ? partsOf(line)
        : [part("canned-command", `/${line.name}`), part("canned-scope", line.words())]),
    );
    row.addEventListener("click", () => choose(line));
    return row;
  }

  /** @param {Reply} reply */
  const partsOf = (reply) => [
    ...lineOf(reply),
    part("canned-scope", scopeOf(reply)),
    part("canned-text", textOf(reply).slice(0, 200)),
  ];

  return {
    /** @param {Line[]} found */
    show(found) {
      lines = found;
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
      if (lines.length) activate((at + step + lines.length) % lines.length);
      return lines.length > 0;
    },
    /** @returns {boolean} whether there was one */
    choose() {
      const line = lines[at];
      if (line) choose(line);
      return Boolean(line);
    },
    get any() {
      return lines.length > 0;
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
