// Where replies are managed: all of them, and the one that is being written.
import { t } from "../../words/t.js";
import { openForm } from "./reply_form.js";
import { lineOf, scopeOf } from "./said.js";

/** @typedef {import("./library.js").Reply} Reply
 *  @typedef {{draft: string, back: () => void}} How draft: what was written; back(): where the focus was
 *  @param {HTMLElement} root
 *  @param {{library: ReturnType<typeof import("./library.js").createLibrary>,
 *    offerUndo: import("../../desk/desk.js").Desk["offerUndo"]}} parts
 *  → {manage(how), create(how): with the draft as its text, close()} */
export function openDialog(root, { library, offerUndo }) {
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-canned=${name}]`);
  const [dialog, all, find, list, said] = ["dialog", "all", "find", "list", "said"].map(part);
  const form = openForm({ part, library, done: saved, removed });
  let back = () => {};

  /** @param {boolean} writing
   *  @param {string} title */
  function turn(writing, title) {
    all.hidden = writing;
    part("form").hidden = !writing;
    part("title").textContent = t(title);
    if (!dialog.open) dialog.showModal();
  }

  /** @param {string} [words] */
  function showAll(words) {
    turn(false, "canned.all");
    showList(words);
    find.focus();
  }

  /** @param {string} [words] */
  function showList(words) {
    const found = library.find(find.value);
    list.replaceChildren(...found.map(row));
    said.textContent = words ?? (found.length ? "" : t("canned.none"));
  }

  /** @param {Reply} reply */
  function row(reply) {
    const [item, button] = [document.createElement("li"), document.createElement("button")];
    const scope = Object.assign(document.createElement("span"), { textContent: scopeOf(reply) });
    scope.className = "canned-scope";
    button.type = "button";
    button.className = "canned-row";
    button.append(...lineOf(reply), scope);
    button.addEventListener("click", () => write(reply));
    item.append(button);
    return item;
  }

  /** @param {Reply} [reply]
   *  @param {string} [draft] */
  function write(reply, draft) {
    turn(true, reply ? "canned.edit" : "canned.new");
    form.show(reply, draft);
  }

  /** @param {{title: string}} reply */
  function saved({ title }) {
    find.value = "";
    showAll(t("canned.saved", { title }));
  }

  /** @param {Reply} reply
   *  @param {boolean} here */
  function removed(reply, here) {
    if (here) dialog.close();
    offerUndo(t("canned.removed", { title: reply.title }), () => restore(reply));
  }

  /** @param {Reply} reply */
  async function restore(reply) {
    const files = reply.files?.map(({ id }) => id);
    const trouble = await library.save({ ...reply, files });
    if (trouble) offerUndo(t("canned.not-back", { title: reply.title }), () => restore(reply));
  }

  find.addEventListener("input", () => showList());
  library.changes.addEventListener("change", () => all.hidden || showList());
  part("create").addEventListener("click", () => write());
  part("back").addEventListener("click", () => (form.left(), showAll()));
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => (form.left(), back()));
  // The desk's keys are not for who is in here.
  dialog.addEventListener("keydown", (/** @type {Event} */ event) => event.stopPropagation());

  return {
    /** @param {How} how */
    manage(how) {
      ({ back } = how);
      find.value = "";
      showAll();
      library.read().then(() => all.hidden || showList());
    },
    /** @param {How} how */
    create(how) {
      ({ back } = how);
      write(undefined, how.draft);
    },
    close() {
      back = () => {};
      dialog.close();
    },
  };
}
