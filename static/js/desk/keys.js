// Keys of the desk. None works while somebody writes, but Escape, which leaves the field.

import { VIEWS } from "./rows.js";

const MOVES = new Set(["j", "k", "ArrowDown", "ArrowUp"]); // what a key that is held down may do again and again

const writing = (element) => element.matches("input, textarea, select, [contenteditable]");

/** {parts, route, actions, conversation() → the open one, or null} */
export function listenToKeys({ parts, route, actions, conversation }) {
  const keys = {
    j: () => moveInRows(parts.rows, 1),
    k: () => moveInRows(parts.rows, -1),
    ArrowDown: () => moveInRows(parts.rows, 1),
    ArrowUp: () => moveInRows(parts.rows, -1),
    r: () => conversation()?.composer.focus("message"),
    n: () => conversation()?.composer.focus("note"),
    a: actions.takeOrGive,
    e: actions.resolveOrReopen,
    "/": () => parts.search.focus(),
    "?": () => parts.help.showModal(),
  };
  for (const [index, view] of VIEWS.entries()) keys[index + 1] = () => route.view(view);

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || parts.help.open) return;
    if (event.repeat && !MOVES.has(event.key)) return;
    if (event.key === "Escape") leave(event.target, route);
    else if (!writing(event.target) && keys[event.key] && !scrolls(event, parts.log)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}

function leave(element, route) {
  if (element.matches("textarea, input, select")) element.blur();
  else route.leave();
}

// In the log the arrows scroll, as they do everywhere.
const scrolls = ({ key, target }, log) => key.startsWith("Arrow") && log.contains(target);

/** Moves the focus along the rows; from elsewhere, to the open one, else the first. */
function moveInRows(rows, step) {
  const links = [...rows.querySelectorAll(".row-link")];
  const at = links.indexOf(document.activeElement);
  const from = at < 0 ? links.findIndex((link) => link.matches("[aria-current=page]")) : at;
  const next = from < 0 ? links[0] : links[Math.min(links.length - 1, Math.max(0, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
