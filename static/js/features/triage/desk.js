// Triage at the desk.
import { register } from "../../desk/filters.js";
import { fill } from "../../ui/slots.js";
import { createChanging } from "./changing.js";
import { openDetails } from "./details.js";
import { createKnownTags } from "./known_tags.js";
import { offer } from "./offers.js";
import { openHeader, openRow } from "./row.js";
import "./kind.js";
import "./views.js";

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
function open(root, desk) {
  const [changing, known] = [createChanging(desk), createKnownTags(desk)];
  offer(desk, { changing, known });
  const details = openDetails(root, { start: desk.start, remove: changing.remove });
  return {
    /** @param {any} shown */
    show(shown) {
      known.see(shown.row);
      details.show(shown);
    },
    read: known.read,
  };
}

fill("details", "triage", open);
fill("header", "triage", openHeader);
fill("labels", "triage", openRow);
for (const name of ["tag", "priority", "is"]) register({ name, how: `triage.how.${name}` });
