// The files of a message, as they stand: shown by more/message.js, once that has come.
import { withFiles } from "./later.js";

/** @type {Map<string, import("./frames.js").Entry>} what was told since its event was read */
const newer = new Map();

/** @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openSent(root, conversation) {
  /** @type {ReturnType<typeof import("./more/message.js").openMessage> | null} */
  let part = null;
  /** @type {any} */
  let entry = null;
  const show = () => entry && part?.show(entry);

  const off = conversation.on("file", ({ file }) => {
    newer.set(file.id, file);
    if (root.isConnected) show();
    else off();
  });
  withFiles(({ openMessage }) => {
    part = openMessage(root, conversation, (given) => newer.get(given.id) ?? given);
    show();
  });
  return {
    show(/** @type {any} */ message) {
      entry = message;
      show();
    },
  };
}
