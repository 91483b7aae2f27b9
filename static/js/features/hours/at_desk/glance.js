// What customers of each site see now, while no conversation is open.
import { createNewest } from "../../../desk/newest.js";
import { t } from "../../../words/t.js";
import { stateWords } from "../more/there.js";

/** @typedef {import("../more/there.js").Expected & {site: string, name: string}} Site */

/** One state for all of them is said once.
 *  @param {Site[]} sites
 *  @param {number} now */
export function seenWords(sites, now) {
  const said = sites.map((site) => stateWords((name) => `hours.seen.${name}`, site, now));
  if (new Set(said).size < 2) return said[0] ?? t("hours.seen.null");
  return sites.map(({ name }, n) => t("hours.seen-at", { name, state: said[n] })).join(" · ");
}

/** @param {HTMLElement} root
 *  @param {import("../../../desk/desk.js").Desk} desk */
export function openGlance(root, desk) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd span"));
  const show = ({ sites }) => void (place.textContent = seenWords(sites, desk.now()));

  const newest = createNewest();

  async function read() {
    const found = await newest.ask(desk.call({ method: "GET", path: "/api/hours/sites" }));
    if (found?.status === 200) show(found.answer);
  }

  desk.on("hours", (frame) => {
    newest.told();
    show(frame);
  });
  desk.on("welcome", read); // what was told meanwhile was missed
  return {};
}
