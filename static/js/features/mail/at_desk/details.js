// What an agent can have mailed to the customer, among the details.
import { askByButtons } from "../more/asking.js";

/** @param {HTMLElement} root
 *  @param {import("../../../desk/desk.js").Desk} desk */
export function openDetails(root, desk) {
  const said = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const ticket = () => desk.current() ?? "";
  const another = askByButtons(root, { said, ticket, call: desk.call });
  let shown = "";
  return {
    show({ ticket: facts }) {
      root.hidden = !facts?.mail;
      if (ticket() !== shown) another();
      shown = ticket();
    },
  };
}
