// What both pages are made of: one link, one outbox, one banner. The page says
// what its hello is and takes the frames.
import { createOutbox } from "./conversation/outbox.js";
import { createStore } from "./conversation/store.js";
import { createBadge } from "./liveness/badge.js";
import { createLink } from "./liveness/link.js";
import { followPage } from "./liveness/page_events.js";
import { clock } from "./wire/clock.js";
import { newId } from "./wire/ids.js";
import { openSocket, socketUrl } from "./wire/socket.js";

// Milliseconds without a verdict, while the link answers: this server does nothing for us.
const GIVE_UP = 20_000;

/** on: frame(frame), item(item), live(), signIn(), stopped(stop) */
export function connect({ parts, owner, hello, on }) {
  const store = createStore({ clock, onRefused: () => { parts.storage.hidden = false; } });
  const outbox = createOutbox({
    store,
    owner,
    clock,
    newId,
    send: (frame) => link.send(frame),
    on: {
      change(item) {
        if (item.state === "stored") badge.stored();
        on.item(item);
      },
      overdue: (ms) => (ms < GIVE_UP ? link.doubt() : link.reconnect()),
    },
  });
  const badge = createBadge({
    parts,
    clock,
    link: () => link,
    owed: () => outbox.items().filter(({ state }) => state === "waiting").length,
    act: (what) => ({ "Try now": () => link.nudge("now"), "Sign in": on.signIn, "Load again": () => location.reload() })[what]?.(),
  });
  const link = createLink({
    openSocket: (handlers) => openSocket(socketUrl(location), handlers),
    hello,
    clock,
    random: Math.random,
    visible: () => document.visibilityState === "visible",
    on: {
      state(state) {
        document.body.dataset.link = state;
        if (state === "stopped") on.stopped?.(link.stop);
        badge.state(state);
      },
      frame(frame) {
        if (frame.type === "ack") outbox.ack(frame);
        if (frame.type === "reject") outbox.reject(frame);
        on.frame(frame);
      },
      live() {
        outbox.live();
        on.live();
      },
      down: () => outbox.down(),
    },
  });
  followPage(link);
  return { link, outbox };
}
