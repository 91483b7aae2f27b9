// What an agent can have mailed to the customer, among the details.
import { openSlot } from "../../../ui/slots.js";
import { createAsking } from "../more/asking.js";

/** @param {HTMLElement} root
 *  @param {import("../../../desk/desk.js").Desk} desk */
export function openDetails(root, desk) {
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-act=mail-link]"));
  const said = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const path = () => `/api/tickets/${encodeURIComponent(desk.current() ?? "")}/mail/link`;
  const say = (words) => void (said.textContent = words);
  createAsking({ button, say, path, call: desk.call });
  openSlot("letters", root, {
    say,
    call: desk.call,
    get ticket() {
      return desk.current();
    },
  });
  let shown = "";
  return {
    show({ ticket, row }) {
      root.hidden = !ticket?.mail;
      if (row && row.ticket !== shown) said.textContent = "";
      shown = row?.ticket ?? shown;
    },
  };
}
