// Who works at the desk: what a click copies. All else on this page is a form.
for (const button of document.querySelectorAll('[data-act="copy"]')) {
  const field = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input"));
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
dispatchEvent(new Event("alive"));
