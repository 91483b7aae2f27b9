// Files that were chosen and not sent yet: from the picker, the camera, the clipboard, or dropped. They are
// kept from the first moment, and shown by more/tray.js once that has come.
import { newId } from "../../wire/ids.js";
import { LIMITS } from "./frames.js";
import { withFiles } from "./later.js";

/** @typedef {import("./frames.js").Outgoing} Outgoing
 *  @typedef {{why: string, name: string}} Refused */
/** @type {Map<string, Outgoing[]>} of tickets that are not open, by ticket */
const left = new Map();

/** @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openChosen(root, conversation) {
  const part = (/** @type {string} */ name) =>
    /** @type {any} */ (root.querySelector(`[data-files=${name}]`));
  const listening = new AbortController();
  const { signal } = listening;
  /** @type {Outgoing[]} */
  let chosen = left.get(conversation.ticket) ?? [];
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
    show(refused);
    return true;
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
    show();
    part("attach").focus();
  }

  function empty() {
    const files = chosen;
    chosen = [];
    show();
    return files;
  }

  conversation.carries({
    has: () => chosen.length > 0,
    take: () => (chosen.length ? { files: empty() } : null),
    giveBack({ files = [] }) {
      chosen.push(...files);
      show();
    },
    give,
  });
  left.delete(conversation.ticket);
  show();

  return {
    close() {
      listening.abort();
      const files = empty();
      if (files.length) left.set(conversation.ticket, files);
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
