// What a reply leaves to who writes: selected for typing, Tab to the next, and not sent while one is left.
import { t } from "../../words/t.js";
import { blanksIn, nameOf } from "./variables.js";

/** @param {{writing: import("../../conversation/writing.js").Writing, isBlank: (blank: string) => boolean,
 *    signal: AbortSignal}} parts → {selectFirst(from, length): the first one in a stretch} */
export function listenForBlanks({ writing, isBlank, signal }) {
  const { box } = writing;
  const next = (/** @type {number} */ after) => blanksIn(box.value, isBlank).find(([from]) => from >= after);

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.key !== "Tab" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    const blank = next(box.selectionEnd);
    if (!blank) return; // and Tab leaves the box, as ever
    event.preventDefault();
    box.setSelectionRange(...blank);
  }

  /** @type {import("../../conversation/writing.js").Check} */
  function check(body, kind) {
    const [blank] = kind === "message" ? blanksIn(body, isBlank) : [];
    if (!blank) return "";
    box.focus();
    box.setSelectionRange(...blank);
    return t("canned.left", { name: nameOf(body, blank) });
  }

  box.addEventListener("keydown", key, { signal });
  signal.addEventListener("abort", writing.holds(check));
  return {
    /** @param {number} from
     *  @param {number} length */
    selectFirst(from, length) {
      const blank = next(from);
      if (blank && blank[1] <= from + length) box.setSelectionRange(...blank);
    },
  };
}
