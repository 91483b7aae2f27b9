// How this week's ratings are, while no conversation is open.
import { t } from "../../../words/t.js";

const OLD = 5 * 60_000; // ms

const areWeeks = (answer) => Array.isArray(answer?.weeks);

/** @param {HTMLElement} root
 *  @param {import("../../../desk/desk.js").Desk} desk */
export function openGlance(root, desk) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  let asked = -OLD;
  root.hidden = true;

  async function ask() {
    const [week] = (await desk.getJson("/api/ratings", areWeeks))?.weeks ?? [];
    root.hidden = !week || !isThis(week.week, desk.now());
    if (!root.hidden) place.textContent = t("rating.week", share(week));
  }

  return {
    show() {
      if (desk.now() - asked < OLD) return;
      asked = desk.now();
      ask();
    },
  };
}

/** @type {(monday: string, now: number) => boolean} */
export const isThis = (monday, now) => now - Date.parse(monday) < 7 * 24 * 3600_000;

/** @type {(week: {count: number, good: number}) => {n: number, share: number}} */
export const share = ({ count, good }) => ({ n: count, share: Math.round((100 * good) / count) });
