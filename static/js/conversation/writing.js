// The text that is being written, as features come to it.

/** The seam for them, as a conversation's `writing`:
 *  box: the field, for its keys and for what is said of it; a feature's listeners end with its part, and hear
 *      before the composer's
 *  replace(from, to, text): a stretch of it by another, as if that were typed: it is kept with the draft, and
 *      the browser's own undo takes it back
 *  holds(check) → its end, for a desk has one box for all conversations; check(body, kind) → why it can't
 *      be sent yet, in words, "" if it can
 *  why(body, kind) → the words of the first that says so
 *  commands(start) → what can be done by a word behind a slash that begins so, {name, words()}; start(name):
 *      does it; command(body) → null: it is none; "": it was one; or why it can't be done, in words
 *  @typedef {(body: string, kind: string) => string} Check
 *  @typedef {{name: string, words: () => string}} Command
 *  @typedef {{commands: (start: string) => Command[], start: (name: string) => void,
 *    command: (body: string) => string | null}} Commands
 *  @typedef {{box: HTMLTextAreaElement, replace: (from: number, to: number, text: string) => void,
 *    holds: (check: Check) => () => void, why: Check} & Commands} Writing
 *  @param {HTMLTextAreaElement} box
 *  @param {Commands} commands
 *  @returns {Writing} */
export function createWriting(box, commands) {
  /** @type {Set<Check>} */
  const checks = new Set();
  return {
    ...commands,
    box,
    replace(from, to, text) {
      box.focus();
      box.setSelectionRange(from, to);
      // Outdated and without a successor: whatever else changes a field ends its undo.
      if (document.execCommand("insertText", false, text)) return;
      box.setRangeText(text, from, to, "end");
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
    holds(check) {
      checks.add(check);
      return () => void checks.delete(check);
    },
    why: (body, kind) => [...checks].map((check) => check(body, kind)).find(Boolean) ?? "",
  };
}
