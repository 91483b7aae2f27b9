// Several conversations at once, at the desk.
import { kept } from "../../storage/kept.js";
import { fill } from "../../ui/slots.js";
import { clock } from "../../wire/clock.js";
import { newId } from "../../wire/ids.js";
import { openBar } from "./bar.js";
import { createRunning } from "./running.js";
import { createSelection, MOST } from "./selection.js";

const selection = createSelection();

fill("row", "bulk", (root) => selection.mark(root));

/** The rows of the list as they stand, by ticket. */
const shown = () =>
  [...document.querySelectorAll(".row-link[data-ticket]")].map(
    (link) => /** @type {HTMLElement} */ (link).dataset.ticket ?? "",
  );

/** That of the row that has the focus, or else the open one.
 *  @param {import("../../desk/desk.js").Desk} desk */
function meant(desk) {
  const link = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".row-link"));
  return link?.dataset.ticket ?? desk.current();
}

fill("many", "bulk", (root, desk) => {
  if (!desk.may("answer")) return {};
  const store = kept(`bulk:${desk.key}`, () => globalThis.sessionStorage);
  const running = createRunning({ call: desk.call, clock, newId, store });
  const bar = openBar(root, {
    desk,
    selection,
    running,
    all: () => selection.choose(shown().slice(0, MOST)),
  });

  desk.onKey("x", () => {
    const ticket = meant(desk);
    if (ticket) selection.toggle(ticket);
  });
  desk.forMany({
    rows: () => selection.tickets.map((ticket) => desk.row(ticket)).filter(Boolean),
    run: bar.run,
  });
  document.addEventListener(
    "click",
    (event) => {
      const link = /** @type {HTMLElement} */ (event.target).closest(".row-link");
      if (!link || !event.shiftKey || event.button) return;
      event.preventDefault(); // else it would open a window
      event.stopPropagation();
      selection.upTo(/** @type {HTMLElement} */ (link).dataset.ticket ?? "", shown());
    },
    { capture: true },
  );
  desk.on("gone", ({ ticket }) => selection.drop(ticket));
  return {};
});
