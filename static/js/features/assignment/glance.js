// How many conversations are nobody's, while none is open.

/** @param {HTMLElement} root */
export function openGlance(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ counts }) {
      place.textContent = counts.unassigned || "none";
    },
  };
}
