// Keys of the desk. None works while somebody writes, but Escape, which leaves the field.

const writing = (element) => element.matches("input, textarea, select, [contenteditable]") && element.type !== "radio";

/** keys: {key: action()}; escape() → what Escape does. */
export function listenToKeys({ keys, escape, help }) {
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || help.open) return;
    if (event.key === "Escape") return escape(event);
    if (writing(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}

/** Moves the focus along the rows; from elsewhere, to the open one, else the first. */
export function moveInRows(rows, step) {
  const links = [...rows.querySelectorAll(".row-link")];
  const at = links.indexOf(document.activeElement);
  const from = at < 0 ? links.findIndex((link) => link.matches("[aria-current=page]")) : at;
  const next = from < 0 ? links[0] : links[Math.min(links.length - 1, Math.max(0, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
