// How close the rows of the list stand: as ever, or twice as many on a screen. This browser remembers.
import { kept } from "../storage/kept.js";

/** {queue, button} → toggle()
 *  @param {{queue: Element, button: Element, store?: ReturnType<typeof kept>}} parts */
export function createDensity({ queue, button, store = kept("close-rows") }) {
  let close = store.get() === true;

  function show() {
    queue.toggleAttribute("data-close", close);
    button.setAttribute("aria-pressed", String(close));
  }

  function toggle() {
    close = !close;
    store.set(close);
    show();
  }

  button.addEventListener("click", toggle);
  show();
  return toggle;
}
