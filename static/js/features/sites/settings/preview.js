// A site's form: what is written is shown as customers would see it, as soon as somebody stops for a moment.
import { findParts } from "../../../ui/parts.js";
import { openSlot } from "../../../ui/slots.js";

const PAUSE = 250; // ms

const { drawn: form, preview, accentWrong } = findParts();
let timer = 0;
let newest = 0;

// Features that draw it register after this script.
addEventListener("alive", () => {
  const tell = openSlot("preview", preview);

  async function draw() {
    const number = ++newest;
    const body = new FormData(form);
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body });
      const told = await answer.json();
      if (number !== newest) return;
      tell("show", told);
      accentWrong.textContent = told.accent_wrong;
      accentWrong.hidden = !told.accent_wrong;
    } catch {
      // it stays as it was: what is saved is said by the page itself
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(draw, PAUSE);
  });
  draw();
});
