// "Copy the link": into the clipboard, or, where the browser keeps that from us, into a field to copy it
// from.
import { t } from "../words/t.js";

const SAID = 4_000; // milliseconds

/** {button, state: where to say what came of it, dialog: with a field, get() → promise of the address or
 *  null; undefined: nothing is to be said, clock, copy(text) → promise} */
export function createPrivateLink({
  button,
  state,
  dialog,
  get,
  clock,
  copy = (text) => navigator.clipboard.writeText(text),
}) {
  let timer;

  function say(words) {
    clock.clearTimeout(timer);
    state.textContent = words;
    timer = clock.setTimeout(() => {
      state.textContent = "";
    }, SAID);
  }

  function show(address) {
    const field = dialog.querySelector("input");
    field.value = address;
    dialog.showModal();
    field.select();
  }

  button.addEventListener("click", async () => {
    const address = await get();
    if (address === undefined) return;
    if (!address) return say(t("people.no-link"));
    try {
      await copy(address);
      say(t("people.link-copied"));
    } catch {
      show(address);
    }
  });
}
