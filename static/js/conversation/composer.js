// The box to write in. What is in it survives a reload, and so does what was sent from it
// until it is kept elsewhere.
import { t } from "../words/t.js";
import { isVisible, trimLines } from "../words/text.js";
import { characters, LIMITS } from "../wire/frames.js";
import { createKinds } from "./composer_kinds.js";

const coarse = () => globalThis.matchMedia("(hover: none) and (pointer: coarse)").matches;

/** form: with a textarea; draft: of conversation/drafts.js; send(body, kind, carried) → promise;
 *  writing: of writing.js, at the desk; carrying: of carrying.js, which also gets files that are pasted, or
 *  dropped on the conversation;
 *  typed(kind): called at each key. → {focus(kind, text), clear(body), empty(), leave(), close()}
 *  @param {{form: HTMLFormElement, draft: import("../storage/drafts.js").Draft,
 *    send: (body: string, kind: string, carried: import("./carrying.js").Carried | null) => Promise<void>,
 *    writing?: import("./writing.js").Writing,
 *    carrying: ReturnType<typeof import("./carrying.js").createCarrying>,
 *    typed: (kind: string) => void, changed?: (kind: string) => void}} parts */
export function createComposer({ form, draft, send, writing, carrying, typed, changed = () => {} }) {
  const box = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const hint = /** @type {HTMLElement} */ (form.querySelector("[data-part=composer-hint]"));
  const choices = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name=kind]")]);
  const kinds = createKinds(choices);
  const listening = new AbortController();
  const leaving = []; // what is being kept: the box is free for the next
  let kept = false;

  const kind = kinds.now;
  let now = () => ({ body: box.value, kind: kind() });

  function choose(value) {
    kinds.choose(value);
    form.dataset.kind = kind();
    changed(kind());
  }

  // A draft again, should the page end before they are kept. One of them may be a note.
  function unsent() {
    const all = [...leaving, now()];
    const body = joined(...all.map(({ body }) => body));
    const of = all.some(({ kind }) => kind === "note") ? "note" : "message";
    return body || of !== kinds.first ? { body, kind: of } : null;
  }

  function keep() {
    kept = true;
    draft.set(unsent());
    if (!listening.signal.aborted) show();
  }

  // The box is another ticket's from now on.
  function end() {
    const last = now();
    now = () => last;
    listening.abort();
  }

  function show() {
    grow(box);
    const over = characters(box.value) - LIMITS.body;
    say(over > 0 ? t("conversation.over", { n: over }) : "", over > 0);
  }

  function say(words, bad = false) {
    hint.textContent = words;
    hint.dataset.tone = bad ? "danger" : "";
  }

  function submit() {
    if (!isVisible(box.value) && !carrying.has()) return;
    const command = carrying.has() ? null : (writing?.command(box.value) ?? null);
    const why = command ?? writing?.why(box.value, kind());
    if (why) return say(why, true);
    if (command !== null) return;
    draft.sends(depart({ ...now(), carried: carrying.take() }));
  }

  async function depart(written) {
    leaving.push(written);
    box.value = "";
    show();
    const error = await send(trimLines(written.body), written.kind, written.carried).then(
      () => null,
      (error) => error,
    );
    leaving.splice(leaving.indexOf(written), 1);
    if (error) return giveBack(written, error);
    carrying.kept(written.carried);
    keep();
  }

  function giveBack({ body, kind, carried }, error) {
    if (listening.signal.aborted) return;
    carrying.giveBack(carried);
    if (kind === "note") choose(kind);
    box.value = joined(body, box.value);
    keep();
    say(
      error instanceof RangeError
        ? t("conversation.too-long", { n: LIMITS.body })
        : t("conversation.not-kept"),
      true,
    );
  }

  function key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229 || coarse())
      return;
    event.preventDefault();
    submit();
  }

  const on = (target, name, handler) => target.addEventListener(name, handler, { signal: listening.signal });
  on(form, "submit", (event) => {
    event.preventDefault();
    submit();
  });
  on(box, "keydown", key);
  on(box, "input", () => {
    keep();
    if (box.value) typed(kind());
  });
  for (const choice of choices)
    on(choice, "change", () => {
      choose(choice.value);
      keep();
    });

  on(box, "paste", (event) => {
    if (event.clipboardData.files.length && carrying.give(event.clipboardData.files)) event.preventDefault();
  });
  listenForDrops({ place: form.parentElement, give: carrying.give, on });

  // What was typed while it was looked for comes behind it; and nothing of a note goes public.
  function restore(left) {
    if (listening.signal.aborted) return;
    if (left) box.value = left.body + box.value;
    if (left?.kind === "note") choose(left.kind);
    if (kept) keep(); // what was kept meanwhile was kept without it, or went with what was sent
    show();
  }

  box.value = "";
  choose("message");
  show();
  draft.load().then(restore);

  return {
    focus(wanted, text = "") {
      if (wanted && choices.length) {
        if (!kinds.has(wanted)) return;
        choose(wanted);
      }
      if (text) box.value = text;
      if (wanted || text) keep();
      box.focus();
    },
    /** A word of the desk's own was in it, and was done. What was put into it by that stays.
     *  @param {string} body */
    clear(body) {
      if (box.value === body) box.value = "";
      keep();
    },
    /** Whatever is in it is forgotten. */
    empty() {
      box.value = "";
      keep();
    },
    /** The conversation is no longer there for who writes: nothing of it stays on the page. What was in the
     *  box stays kept, for it may come back. */
    leave() {
      end();
      box.value = "";
      choose("message");
      show();
    },
    close: end,
  };
}

const joined = (...bodies) => bodies.filter(Boolean).join("\n");

const hasFiles = (event) => event.dataTransfer?.types.some((type) => type.toLowerCase() === "files");

// While files are held over the place, it says so.
function listenForDrops({ place, give, on }) {
  const over = (is) => place.toggleAttribute("data-dropping", is);
  on(place, "dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    over(true);
  });
  on(place, "dragleave", (event) => place.contains(event.relatedTarget) || over(false));
  on(place, "drop", (event) => {
    over(false);
    if (hasFiles(event) && give(event.dataTransfer.files)) event.preventDefault();
  });
}

// Browsers without `field-sizing` need help to grow the box with its text.
function grow(box) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight}px`;
}
