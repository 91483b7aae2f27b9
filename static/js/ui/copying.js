// Buttons that copy what stands in the field beside them.

/** @param {ParentNode} within */
export function openCopying(within = document) {
  for (const button of within.querySelectorAll('[data-act="copy"]')) {
    const field = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input, textarea"));
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = /** @type {HTMLElement} */ (button).dataset.done ?? "";
      } catch {
        field.focus(); // the browser keeps the clipboard from us: it is marked, to be copied by key
      }
    });
  }
}
