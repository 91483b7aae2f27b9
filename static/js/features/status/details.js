// Open or resolved, among a conversation's details.
import { t } from "../../words/t.js";
import { RESOLVED } from "./frames.js";

/** @param {HTMLElement} root */
export function openDetails(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ row }) {
      place.textContent = row ? t(row.status === RESOLVED ? "status.resolved" : "status.open") : "…";
    },
  };
}
