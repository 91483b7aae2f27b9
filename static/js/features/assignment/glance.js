// How many conversations are nobody's, while none is open.
import { t } from "../../words/t.js";

/** @param {HTMLElement} root */
export function openGlance(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ counts }) {
      place.textContent = counts.unassigned || t("assignment.none");
    },
  };
}
