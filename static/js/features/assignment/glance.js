// How many conversations are nobody's, while none is open.
import { countWords } from "../../desk/rows.js";
import { t } from "../../words/t.js";

/** @param {HTMLElement} root */
export function openGlance(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ counts }) {
      place.textContent = countWords(counts.unassigned) || t("assignment.none");
    },
  };
}
