// Mail on the customer's page: a button for who gave an address. What it opens comes with the first press.
import { fill } from "../../ui/slots.js";
import { later } from "../../ui/later.js";

const come = later("mail", () => import("./more/letters.js"));

fill("keep", "mail", ({ children: [open, dialog] }, page) => {
  open.addEventListener("click", () => come(({ letters }) => letters(dialog, page)));
  return { show: ({ ticket }) => void (open.hidden = !ticket?.mail) };
});
