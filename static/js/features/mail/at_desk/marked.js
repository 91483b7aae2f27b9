// How far an agent's replies were mailed: an envelope, until the customer's page has them.
import { registerMark } from "../../../conversation/message_list.js";

registerMark("mailed", "mail.mailed");

/** @param {HTMLElement} _
 *  @param {import("../../../conversation/conversation.js").Conversation} conversation */
export function openMarked(_, conversation) {
  conversation.on("mailed", (/** @type {import("../frames.js").Mailed} */ { type, seq }) =>
    conversation.marked(type, seq),
  );
  return {};
}
