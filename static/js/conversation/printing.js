// Ctrl+P prints what is loaded. Of a conversation that is longer than that, the page for it is opened.
import { keyOf } from "../ui/key_of.js";

/** {timeline, notice: an element for paper, path() → of the page with all of it, signal} */
export function listenForPrinting({ timeline, notice, path, signal }) {
  const partly = () => timeline.first > 1;
  addEventListener(
    "beforeprint",
    () => {
      notice.hidden = !partly();
    },
    { signal },
  );
  addEventListener(
    "keydown",
    (event) => {
      if (
        keyOf(event) !== "p" ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey ||
        !partly()
      )
        return;
      event.preventDefault();
      location.assign(path());
    },
    { signal },
  );
}
