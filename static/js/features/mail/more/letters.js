// What a customer can have mailed.
import { askByButtons } from "./asking.js";

const opened = new WeakSet();

/** @param {HTMLDialogElement} dialog
 *  @param {{ticket: string, call: import("../../../wire/http.js").Ask}} page */
export function letters(dialog, page) {
  const said = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
  said.textContent = "";
  if (!opened.has(dialog)) askByButtons(dialog, { said, ticket: () => page.ticket, call: page.call });
  opened.add(dialog);
  dialog.showModal();
}
