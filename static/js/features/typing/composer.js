// Who is writing, above the box: told to the others, and told by them.
import { typing } from "./frames.js";
import { createTypingLine, createTypingSignal } from "./typing.js";

/** @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openComposer(root, { ticket, isMe, send, clock, on }) {
  const signal = createTypingSignal({ say: (kind) => send(typing(ticket, kind)), clock });
  const line = createTypingLine({ line: root.firstElementChild, clock });
  on("typing", (/** @type {import("./frames.js").Typing} */ who) => isMe(who) || line.typing(who));
  return {
    typed: signal.typed,
    sent: signal.wrote,
    came(events) {
      for (const { author } of events) line.wrote(author);
    },
    close: line.close,
  };
}
