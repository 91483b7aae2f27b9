// Saved views at the desk.
import { register } from "../../desk/views.js";
import { fill } from "../../ui/slots.js";
import { clock } from "../../wire/clock.js";
import { newId } from "../../wire/ids.js";
import { createCounting } from "./counting.js";
import { offer } from "./saving.js";

const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-view^='saved:']")]);
for (const [n, { dataset }] of links.entries())
  register({
    name: dataset.view ?? "",
    place: 100 + n,
    empty: ["saved_views.none", "saved_views.none.why"],
    listed: true,
  });

let text = ""; // what stands in the desk's box

fill("many", "saved_views", (_, desk) => {
  if (links.length) createCounting({ desk, clock });
  offer(desk, { text: () => text, newId, place: location });
  return {};
});
fill("found", "saved_views", () => ({
  looked(looked) {
    text = looked;
  },
}));
