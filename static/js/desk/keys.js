// Keys of the desk. A single letter acts only while the focus is where keys have brought it:
// who has clicked and types away is writing a message, wherever the focus may be.
import { keyOf } from "../ui/key_of.js";
import { viewNames } from "./views.js";

// What a key that is held down may do again and again.
const MOVES = new Set(["j", "k", "ArrowDown", "ArrowUp"]);
const ENTERS = new Set([
  "Tab",
  "Enter",
  "ArrowDown",
  "ArrowUp",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
  "PageUp",
  "PageDown",
  "Escape",
]);
// Nothing is focused: what brings somebody there.
const ANYWHERE = new Set(["/", "?", "j", "k", "ArrowDown", "ArrowUp"]);

const writing = (element) => element.matches("input, textarea, select, [contenteditable]");

/** {parts, route, undo(), conversation() → the open one, or null, everything(): the list of what can be done,
 *  acts: more keys, of features} */
export function listenToKeys({ parts, route, undo, conversation, everything, acts: more }) {
  const keys = {
    ...more,
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    r: () => conversation()?.composer.focus("message"),
    n: () => conversation()?.composer.focus("note"),
    z: undo,
    "/": () => parts.search.focus(),
    "?": () => parts.help.showModal(),
  };
  const anywhere = new Set(ANYWHERE);
  for (const [index, view] of viewNames().entries()) {
    keys[index + 1] = () => route.view(view);
    anywhere.add(String(index + 1));
  }
  let by = "nothing"; // how the focus came where it is: by "key", by "pointer", or not at all yet
  const inside = (element) =>
    parts.queue.contains(element) || parts.ticket.contains(element) || parts.undo.contains(element);
  const acts = (key, element) => (inside(element) ? by === "key" : by !== "pointer" && anywhere.has(key));

  // Into the list, or, where that is empty, into the ticket.
  function move(step) {
    by = "key";
    if (!moveInRows(parts.queue, step)) parts.subject.focus({ preventScroll: true });
  }

  document.addEventListener(
    "pointerdown",
    () => {
      by = "pointer";
    },
    { capture: true },
  );
  document.addEventListener("keydown", (event) => {
    if (isEverything(event)) {
      event.preventDefault();
      if (!parts.help.open) everything();
      return;
    }
    if (
      event.metaKey ||
      event.ctrlKey ||
      event.altKey ||
      event.isComposing ||
      parts.help.open ||
      parts.chooser.open
    )
      return;
    const key = keyOf(event);
    if (ENTERS.has(key)) by = "key";
    if (event.repeat && !MOVES.has(key)) return;
    if (key === "ArrowDown" && event.target === parts.search) {
      event.preventDefault(); // from the box to what was found
      move(1);
    } else if (key === "Escape") leave(event.target, route, parts);
    else if (
      !writing(event.target) &&
      keys[key] &&
      acts(key, event.target) &&
      !scrolls(key, event.target, parts.log)
    ) {
      event.preventDefault();
      keys[key]();
    }
  });
}

// Wherever the focus is, also in the midst of writing.
const isEverything = (event) =>
  (event.ctrlKey || event.metaKey) &&
  !event.altKey &&
  !event.shiftKey &&
  !event.repeat &&
  keyOf(event) === "k";

// Out of a field of the ticket one comes to its heading, where the keys act again.
function leave(element, route, parts) {
  if (!element.matches("textarea, input, select")) route.leave();
  else if (parts.ticket.contains(element)) parts.subject.focus({ preventScroll: true });
  else element.blur();
}

// In the log the arrows scroll, as they do everywhere.
const scrolls = (key, target, log) => key.startsWith("Arrow") && log.contains(target);

/** Moves the focus along the rows; from elsewhere, to the open one, else the first.
 *  → whether there are any */
function moveInRows(queue, step) {
  const links = [...queue.querySelectorAll(".row-link")].filter((link) => link.checkVisibility?.() ?? true);
  const at = links.indexOf(document.activeElement);
  const from = at < 0 ? links.findIndex((link) => link.matches("[aria-current=page]")) : at;
  const next = from < 0 ? links[0] : links[Math.min(links.length - 1, Math.max(0, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}
