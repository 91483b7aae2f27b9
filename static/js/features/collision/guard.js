// What an agent has on the screen goes with each reply; one that was refused for another's is shown that one.

/** @param {HTMLElement} _
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openGuard(_, conversation) {
  conversation.carries({
    has: () => false,
    take: () => null,
    asks: () => ({ seen: conversation.shown() }),
    giveBack() {},
    give: () => false,
  });
  conversation.on("reject", (frame) => {
    if (frame.code === "newer_reply") conversation.reveal(frame);
  });
  return {};
}
