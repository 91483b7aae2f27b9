// Open or resolved, among a conversation's details.
import { RESOLVED } from "./frames.js";

/** @param {HTMLElement} root */
export function openDetails(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ row }) {
      place.textContent = !row ? "…" : row.status === RESOLVED ? "Resolved" : "Open";
    },
  };
}
