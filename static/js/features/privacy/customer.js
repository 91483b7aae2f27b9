// Privacy on the customer's page. What its button opens comes with the first press.
import { later } from "../../ui/later.js";
import { fill } from "../../ui/slots.js";
import "./kind.js";

const come = later("privacy", () => import("./more/own.js"));

fill("keep", "privacy", ({ children: [open, dialog] }, page) => {
  open.addEventListener("click", () => come(({ ownData }) => ownData(dialog, page)));
  return {};
});
