// What features ask of a ticket: asked over the link, and asked again with the same id
// after a reconnect, until the server has said yes or no.

import { newId as makeId } from "../wire/ids.js";

/** {send(frame) → taken, newId()} → {ask(frame) → promise, ack, reject, live} */
export function createRequests({ send, newId = makeId }) {
  const open = new Map();

  function settle(frame, how, result) {
    const request = open.get(frame.id);
    if (!request) return false;
    open.delete(frame.id);
    request[how](result);
    return true;
  }

  return {
    /** make(id) → the frame. Resolves when it is done, rejects with the server's frame. */
    ask(make) {
      const id = newId();
      return new Promise((resolve, reject) => {
        open.set(id, { frame: make(id), resolve, reject });
        send(make(id));
      });
    },
    ack: (frame) => settle(frame, "resolve", frame),
    /** "unchanged": somebody was quicker, and what was wanted is so. */
    reject(frame) {
      if (frame.retry_after && open.has(frame.id)) {
        setTimeout(() => open.has(frame.id) && send(open.get(frame.id).frame), frame.retry_after * 1000);
        return true;
      }
      return frame.code === "unchanged" ? settle(frame, "resolve", frame) : settle(frame, "reject", frame);
    },
    live() {
      for (const { frame } of open.values()) send(frame);
    },
  };
}
