// What a customer can have mailed.
import { openSlot } from "../../../ui/slots.js";
import { createAsking } from "./asking.js";

const opened = new WeakSet();

/** @param {HTMLDialogElement} dialog
 *  @param {{ticket: string, call: import("../../../wire/http.js").Ask}} page */
export function letters(dialog, page) {
  const said = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
  said.textContent = "";
  if (!opened.has(dialog)) open(dialog, page, (words) => void (said.textContent = words));
  opened.add(dialog);
  dialog.showModal();
}

function open(dialog, page, say) {
  const path = () => `/api/tickets/${encodeURIComponent(page.ticket)}/mail/link`;
  createAsking({ button: dialog.querySelector("[data-act=mail-link]"), say, path, call: page.call });
  openSlot("letters", dialog, { ...page, say });
}
