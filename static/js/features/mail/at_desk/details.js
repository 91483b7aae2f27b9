// What an agent can have mailed to the customer, among the details.
import { askByButtons } from "../more/asking.js";

/** @param {HTMLElement} root
 *  @param {import("../../../desk/desk.js").Desk} desk */
export function openDetails(root, desk) {
  const said = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  askByButtons(root, { said, ticket: () => desk.current() ?? "", call: desk.call });
  let shown = "";
  return {
    show({ ticket, row }) {
      root.hidden = !ticket?.mail;
      if (row && row.ticket !== shown) said.textContent = "";
      shown = row?.ticket ?? shown;
    },
  };
}
