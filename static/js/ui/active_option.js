// In a list below a box that keeps the focus (a combobox), which option the keys mean.

/** @param {HTMLElement} list of options that have ids
 *  @param {HTMLElement} box
 *  @param {number} at where there is none, none is meant */
export function activateOption(list, box, at) {
  for (const [n, row] of [...list.children].entries()) row.ariaSelected = String(n === at);
  const row = list.children[at];
  if (!row) return box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}
