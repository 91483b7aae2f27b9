// A list to choose from by typing, by arrows or by a click, over the desk.
import { activateOption } from "../ui/active_option.js";
import { readings } from "../words/fold.js";
import { t } from "../words/t.js";

const MOST = 50; // that are shown

/** @typedef {import("./actions.js").Option} Option */

/** parts: chooser (a dialog), chooserTitle, chooserText, chooserList, chooserSaid
 *  → choose({title, options(text), text}) → again(): the options are others by now
 *  @param {import("../ui/parts.js").Parts} parts */
export function createChooser({ chooser, chooserTitle, chooserText, chooserList, chooserSaid }) {
  /** @type {Option[]} */
  let shown = [];
  let at = 0;
  /** @type {(text: string) => Option[]} */
  let options = () => [];

  function show() {
    shown = chosenBy(options(chooserText.value.trim()), chooserText.value);
    chooserList.replaceChildren(...shown.map(line));
    chooserSaid.textContent = t("desk.choices", { n: shown.length });
    activate(0);
  }

  /** @param {Option} option
   *  @param {number} n */
  function line(option, n) {
    const row = document.createElement("li");
    row.id = `choice-${n}`;
    row.role = "option";
    row.append(span(option.words), ...(option.hint ? [span(option.hint, "choice-hint")] : []));
    row.addEventListener("click", () => choose(n));
    return row;
  }

  /** @param {number} to */
  function activate(to) {
    at = to;
    activateOption(chooserList, chooserText, at);
  }

  // The dialog first: what is done may open another one, or move the focus.
  /** @param {number} n */
  function choose(n) {
    const option = shown[n];
    if (!option) return;
    chooser.close();
    option.run();
  }

  const moves = { ArrowDown: 1, ArrowUp: -1 };
  chooserText.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") choose(at);
    else if (event.key in moves && shown.length)
      activate((at + moves[event.key] + shown.length) % shown.length);
    else return;
    event.preventDefault();
  });
  chooserText.addEventListener("input", show);
  chooser.addEventListener("click", (/** @type {Event} */ { target }) => {
    if (target === chooser) chooser.close(); // beside it
  });

  return (/** @type {import("./actions.js").Choice} */ what) => {
    options = what.options;
    chooserTitle.textContent = what.title;
    chooserText.value = what.text ?? "";
    show();
    if (!chooser.open) chooser.showModal();
    chooserText.focus();
    return () => {
      if (chooser.open && options === what.options) show();
    };
  };
}

/** Those that have all words of the text, and those that are made of it.
 *  @param {Option[]} options
 *  @param {string} text */
export function chosenBy(options, text) {
  const words = text
    .split(/\s+/)
    .map(readings)
    .filter(([folded]) => folded);
  const has = (/** @type {Option} */ { words: said, hint = "", made }) =>
    made ||
    words.every((word) =>
      readings(`${said} ${hint}`).some((whole) => word.some((one) => whole.includes(one))),
    );
  return options.filter(has).slice(0, MOST);
}

/** @param {string} text
 *  @param {string} [name] */
function span(text, name = "") {
  const element = Object.assign(document.createElement("span"), { className: name, textContent: text });
  element.dir = "auto";
  return element;
}
