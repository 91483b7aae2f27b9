// Mail on the customer's page: a button for who gave an address. What it opens comes with the first press.
import { fill } from "../../ui/slots.js";
import { later } from "../../ui/later.js";

const withLetters = later("mail", () => import("./more/letters.js"));

fill("keep", "mail", (root, page) => {
  const [open, dialog] = root.children;
  open.addEventListener("click", () => withLetters(({ letters }) => letters(dialog, page)));
  return { show: ({ ticket }) => void (open.hidden = !ticket?.mail) };
});
