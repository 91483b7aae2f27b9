// Rating on the customer's page: the card comes once there is a resolution that is asked about.
import { later } from "../../ui/later.js";
import { fill } from "../../ui/slots.js";
import "./kind.js";

const come = later("rating", () => import("./more/card.js"));
/** @type {import("./more/card.js").Known} */
const known = { events: [], done: false };
const tell = () => known.events.some(({ rating }) => rating) && come(({ show }) => show(known));

fill("composer", "rating", (_, page) => {
  known.page = page;
  return {
    came(events) {
      known.events.push(...events.filter(({ kind }) => kind === "status" || kind === "rating"));
      tell();
    },
  };
});
fill("notice", "rating", (root) => {
  known.form = root.firstElementChild;
  return {
    show({ done }) {
      known.done = done;
      tell();
    },
  };
});
