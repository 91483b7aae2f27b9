// The list of replies over the composer: by `/` at the start of a word, or by its button. What is typed
// there is looked for, and a reply takes its place.
import { t } from "../../words/t.js";
import { createActive } from "./active.js";
import { listenForBlanks } from "./blanks.js";
import { MOST } from "./find.js";
import { createSaidFiles } from "./said_files.js";

const BY_HAND = new Set(["insertText", "insertCompositionText"]); // and not pasted, dropped or undone

/** @typedef {{library: ReturnType<typeof import("./library.js").createLibrary>,
 *    dialog: ReturnType<typeof import("./dialog.js").openDialog>,
 *    textOf: (reply: import("./library.js").Reply) => string,
 *    insert: ((reply: import("./library.js").Reply) => void) | null,
 *    notice: (words: string, again: () => void) => void}} Of
 *  insert: into the open box, at the cursor
 *  @param {HTMLElement} root
 *  @param {Required<import("../../conversation/conversation.js").Conversation>} conversation
 *  @param {Of} of */
export function openList(root, { writing, clock, give }, of) {
  const { library, dialog, textOf, notice } = of;
  const { box } = writing;
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-canned=${name}]`);
  const [place, said, again, button, create] = ["place", "said", "again", "open", "create"].map(part);
  const listening = new AbortController();
  const { signal } = listening;
  const active = createActive({ list: part("list"), box, choose: take, textOf });
  const blanks = listenForBlanks({ writing, isBlank: library.isBlank, signal });
  const { fetchFile } = library;
  const files = createSaidFiles({ writing, give, fetchFile, clock, notice, signal });
  /** @type {{from: number, slash: boolean} | null} where what is looked for begins, while the list is open */
  let open = null;
  let asked = "";

  const start = () => (open ? open.from + Number(open.slash) : 0);
  const typed = () => box.value.slice(start(), box.selectionStart);

  /** @param {number} from
   *  @param {boolean} slash */
  function begin(from, slash) {
    open = { from, slash };
    place.hidden = false;
    button.ariaExpanded = "true";
    create.textContent = t(isDraft() ? "canned.keep-draft" : "canned.new");
    show();
    library.read().then(() => {
      if (open) show();
      foldAhead();
    });
  }

  library.changes.addEventListener("change", () => open && show(), { signal });

  // Before anything is typed, and a little at a time.
  function foldAhead() {
    if (open && library.ahead()) clock.setTimeout(foldAhead, 0);
  }

  function end() {
    open = null;
    place.hidden = true;
    button.ariaExpanded = "false";
    active.show([]);
  }

  function show() {
    asked = typed();
    const found = library.find(asked);
    const commands = open?.slash && open.from === 0 ? writing.commands(asked) : [];
    active.show([...commands, ...found]);
    said.textContent = wordsFor(library, found.length);
    again.hidden = !library.trouble;
  }

  // Who leaves the stretch, or goes on with a sentence, looks for nothing.
  function look() {
    if (!open) return;
    const query = typed();
    const left = box.selectionStart < start() || (open.slash && box.value[open.from] !== "/");
    if (left || /^\s|\n/.test(query)) return end();
    if (query === asked) return;
    show();
    if (library.known && !active.any && /\s/.test(query)) end();
  }

  /** @param {Event} event */
  function wrote(event) {
    if (open) return look();
    const at = box.selectionStart - 1;
    const isStart = at === 0 || /\s/.test(box.value[at - 1] ?? "");
    const byHand = event instanceof InputEvent && BY_HAND.has(event.inputType);
    if (byHand && isStart && box.value[at] === "/") begin(at, true);
  }

  /** @param {import("./active.js").Line} line */
  function take(line) {
    if (!open) return;
    if ("title" in line) return insert(line, open.from);
    const { from } = open;
    end();
    writing.replace(from, box.selectionStart, "");
    writing.start(line.name);
  }

  /** @param {import("./library.js").Reply} reply
   *  @param {number} from */
  function insert(reply, from) {
    const to = box.selectionStart;
    const text = textOf(reply);
    end();
    writing.replace(from, to, text);
    blanks.selectFirst(from, text.length);
    files.bring(reply.files ?? []);
    library.used(reply.id);
  }

  const isDraft = () => draft().trim() !== "";
  const draft = () =>
    open ? box.value.slice(0, open.from) + box.value.slice(box.selectionStart) : box.value;

  const acts = {
    ArrowDown: () => active.move(1),
    ArrowUp: () => active.move(-1),
    Enter: () => active.choose(),
    Escape: () => (end(), true),
    Tab: () => (create.focus(), true),
  };

  /** @param {KeyboardEvent} event */
  function key(event) {
    const bare = !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey);
    if (!open || !bare || event.isComposing || event.keyCode === 229 || !acts[event.key]) return;
    if (!acts[event.key]()) return end();
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function byButton() {
    if (open) return end();
    box.focus();
    begin(box.selectionStart, false);
  }

  /** @param {(how: {draft: string, back: () => void}) => void} what */
  const manage = (what) => () => {
    const how = { draft: draft(), back: () => box.focus() };
    end();
    what(how);
  };

  /** @type {(target: EventTarget, type: string, handle: (event: any) => void) => void} */
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal });
  on(box, "input", wrote);
  on(box, "keydown", key);
  for (const moved of ["keyup", "click"]) on(box, moved, look);
  on(button, "click", byButton);
  on(again, "click", () => library.read().then(() => open && show()));
  on(create, "click", manage(dialog.create));
  on(part("manage"), "click", manage(dialog.manage));
  on(place, "keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
    box.focus();
  });
  // A finger on the list leaves the focus, and the keyboard of a phone, where they are.
  for (const touched of [part("list"), button]) on(touched, "mousedown", (event) => event.preventDefault());
  for (const left of [box, root])
    on(left, "focusout", ({ relatedTarget: to }) => {
      if (open && to !== box && !root.contains(to)) end();
    });
  end();
  if (!library.known) library.read();
  of.insert = (reply) => {
    box.focus();
    insert(reply, box.selectionStart);
  };

  return {
    close() {
      of.insert = null;
      end();
      listening.abort();
      dialog.close();
    },
  };
}

/** @param {Of["library"]} library
 *  @param {number} n */
function wordsFor({ trouble, known }, n) {
  if (trouble) return t(known ? "canned.trouble.old" : "canned.trouble");
  if (!known) return t("canned.reading");
  if (n === MOST) return t("canned.first", { n });
  return n ? t("canned.found", { n }) : t("canned.none");
}
