// Rating on the customer's page: the card comes once there is a resolution that is asked about.
import { fill } from "../../ui/slots.js";
import { later } from "../../ui/later.js";
import { after } from "./asked.js";
import "./kind.js";

const come = later("rating", () => import("./more/card.js"));
/** @type {import("./asked.js").Asked} */
let asked = null;
let done = false;
let page, form;

const show = () =>
  page && form && (asked || !form.hidden) && come((card) => card.show(form, page, done && asked));

fill("composer", "rating", (_, conversation) => {
  page = conversation;
  return {
    came(events) {
      asked = events.reduce(after, asked);
      show();
    },
  };
});
fill("notice", "rating", (root) => {
  form = root.firstElementChild;
  return {
    show(told) {
      done = told.done;
      show();
    },
  };
});
