// Files that were chosen and not sent yet, in the composer's box: from the picker, the camera, the
// clipboard, or dropped.
import { newId } from "../../wire/ids.js";
import { t } from "../../words/t.js";
import { LIMITS } from "./frames.js";
import { forget, localAddress, measured } from "./local.js";
import { sizeWords } from "./size.js";
import { createViewer } from "./viewer.js";

/** @type {Map<string, import("./frames.js").Outgoing[]>} of tickets that are not open, by ticket */
const left = new Map();

/** @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openTray(root, conversation) {
  const part = (/** @type {string} */ name) =>
    /** @type {any} */ (root.querySelector(`[data-files=${name}]`));
  const [tray, said, template] = [part("tray"), part("said"), part("chosen")];
  const listening = new AbortController();
  /** @type {import("./frames.js").Outgoing[]} */
  let chosen = [];

  for (const [button, input] of [
    [part("attach"), part("picker")],
    [part("camera"), part("lens")],
  ]) {
    name(button, t(`files.${button.dataset.files}`));
    on(button, "click", () => input.click());
    on(input, "change", () => {
      give([...input.files]);
      input.value = "";
    });
  }
  createViewer(part("viewer"), listening.signal);
  const { bring } = conversation;
  if (bring) import("./brought.js").then(({ bringDownloads }) => bringDownloads(bring, listening.signal));

  function on(target, type, handle) {
    target.addEventListener(type, handle, { signal: listening.signal });
  }

  /** @param {File[]} files */
  function give(files) {
    const words = files.map(add).filter(Boolean);
    said.textContent = [...new Set(words)].join(" ");
    return true;
  }

  /** @param {File} file
   *  @returns {string} why not */
  function add(file) {
    if (chosen.length >= LIMITS.files) return t("files.too-many", { n: LIMITS.files });
    if (file.size > LIMITS.file)
      return t("files.too-large", { name: file.name, size: sizeWords(LIMITS.file) });
    if (!file.size) return t("files.empty", { name: file.name });
    keep({ id: newId(), name: file.name || "file", size: file.size, type: file.type, blob: file });
    return "";
  }

  /** @param {import("./frames.js").Outgoing} file */
  function keep(file) {
    chosen.push(file);
    const element = template.content.firstElementChild.cloneNode(true);
    const picture = element.querySelector("img");
    element.dataset.id = file.id;
    element.title = `${file.name}, ${sizeWords(file.size)}`;
    element.querySelector("span").textContent = file.name;
    const remove = element.querySelector("button");
    name(remove, t("files.remove", { name: file.name }));
    on(remove, "click", () => {
      chosen = chosen.filter(({ id }) => id !== file.id);
      forget(file.id);
      show();
      part("attach").focus();
    });
    picture.hidden = true;
    if (file.type.startsWith("image/"))
      measured(localAddress(file)).then((measures) => {
        Object.assign(file, measures);
        picture.hidden = !measures.width;
        if (measures.width) picture.src = localAddress(file);
      });
    tray.append(element);
    show();
  }

  function show() {
    const ids = new Set(chosen.map(({ id }) => id));
    for (const element of [...tray.children]) if (!ids.has(element.dataset.id)) element.remove();
    tray.hidden = !chosen.length;
  }

  conversation.carries({
    has: () => chosen.length > 0,
    take() {
      if (!chosen.length) return null;
      const files = chosen;
      chosen = [];
      said.textContent = "";
      show();
      return { files };
    },
    giveBack({ files = [] }) {
      for (const file of files) keep(file);
    },
    give,
  });
  for (const file of left.get(conversation.ticket) ?? []) keep(file);
  left.delete(conversation.ticket);
  show();

  return {
    close() {
      listening.abort();
      if (chosen.length) left.set(conversation.ticket, chosen);
      chosen = [];
      said.textContent = "";
      show();
    },
  };
}

/** @type {(button: HTMLElement, words: string) => void} */
function name(button, words) {
  button.title = words;
  button.setAttribute("aria-label", words);
}
