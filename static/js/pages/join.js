// An invitation: its token stands behind the # of the link, which no server ever sees, and is handed over by
// a form, which this page sends itself.
const token = location.hash.slice(1);
const form = /** @type {HTMLFormElement} */ (document.querySelector('[data-part="token"]'));

if (token) {
  history.replaceState(null, "", location.pathname);
  /** @type {HTMLInputElement} */ (form.elements.namedItem("token")).value = token;
  document.querySelector('[data-part="who"]')?.remove(); // of the link before this one
  form.hidden = false;
  form.submit();
} else {
  document.querySelector('[data-part="no-link"]')?.removeAttribute("hidden");
}
dispatchEvent(new Event("alive"));
