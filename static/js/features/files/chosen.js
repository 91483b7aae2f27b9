// Files that were chosen and not sent yet: from the picker, the camera, the clipboard, or dropped. They are
// kept from the first moment, as what was typed is, and shown by more/tray.js once that has come.
import { newId } from "../../wire/ids.js";
import { LIMITS } from "./frames.js";
import { withFiles } from "./later.js";

/** @typedef {import("./frames.js").Outgoing} Outgoing
 *  @typedef {{why: string, name: string}} Refused */

/** @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openChosen(root, conversation) {
  const part = (/** @type {string} */ name) =>
    /** @type {any} */ (root.querySelector(`[data-files=${name}]`));
  const listening = new AbortController();
  const { signal } = listening;
  const unsent = conversation.unsent("files");
  /** @type {Outgoing[]} */
  let chosen = [];
  /** @type {Outgoing[]} that are being kept by the outbox */
  let leaving = [];
  /** @type {ReturnType<typeof import("./more/tray.js").createTray> | null} */
  let tray = null;

  for (const [button, input] of [
    [part("attach"), part("picker")],
    [part("camera"), part("lens")],
  ]) {
    button.addEventListener("click", () => input.click(), { signal });
    input.addEventListener("change", () => (give([...input.files]), (input.value = "")), { signal });
  }
  document.addEventListener("view", view, { signal });

  function view(/** @type {any} */ { detail }) {
    withFiles((files) => files.view(part("viewer"), detail));
  }

  /** @param {File[]} files */
  function give(files) {
    /** @type {Refused[]} */
    const refused = [];
    for (const file of files) {
      const why = whyNot(file, chosen.length);
      if (why) refused.push({ why, name: file.name });
      else chosen.push(outgoing(file));
    }
    if (refused.length < files.length) keep();
    show(refused);
    return true;
  }

  function keep() {
    const files = [...leaving, ...chosen];
    unsent.set(files.length ? files : null);
  }

  /** Under ids of their own: another tab may have found them too.
   *  @param {Outgoing[] | null} files */
  function restore(files) {
    if (!files || signal.aborted) return;
    const chosenMeanwhile = chosen.length > 0;
    chosen.unshift(...files.map((file) => ({ ...file, id: newId() })));
    if (chosenMeanwhile) keep(); // what was kept meanwhile was kept without them
    show();
  }

  /** @param {Refused[]} [refused] */
  function show(refused = []) {
    if (!tray && !chosen.length && !refused.length) return; // nothing is fetched for nothing
    withFiles(({ createTray }) => {
      if (!signal.aborted) tray ??= createTray({ part, remove });
      tray?.show(chosen, refused);
    });
  }

  /** @param {string} id */
  function remove(id) {
    chosen = chosen.filter((file) => file.id !== id);
    keep();
    show();
    part("attach").focus();
  }

  function take() {
    const files = chosen;
    if (!files.length) return null;
    leaving.push(...files);
    chosen = [];
    show();
    return { files };
  }

  /** @param {Outgoing[]} files */
  function left(files) {
    leaving = leaving.filter((file) => !files.includes(file));
  }

  conversation.carries({
    has: () => chosen.length > 0,
    take,
    kept({ files = [] }) {
      left(files);
      keep();
    },
    giveBack({ files = [] }) {
      left(files);
      chosen.push(...files);
      keep();
      show();
    },
    give,
  });
  unsent.load().then(restore);

  return {
    close() {
      listening.abort();
      tray?.show([], []);
    },
  };
}

/** @type {(file: File, before: number) => string} */
const whyNot = ({ size }, before) =>
  before >= LIMITS.files ? "too-many" : size > LIMITS.file ? "too-large" : size ? "" : "empty";

/** @type {(file: File) => Outgoing} */
const outgoing = (file) => ({
  id: newId(),
  name: file.name || "file",
  size: file.size,
  type: file.type,
  blob: file,
});
