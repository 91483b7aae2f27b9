// Where a conversation was opened, and whether that site vouches for who it is.
import { t } from "../../words/t.js";

/** @param {HTMLElement} root */
export function openDetails(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ row }) {
      const words = row && [row.site, t(row.verified ? "sites.verified" : "sites.says")];
      root.hidden = Boolean(row && !row.site && !row.verified); // of one site alone there is nothing to say
      place.textContent = words ? words.filter(Boolean).join(" · ") : "…";
    },
  };
}
