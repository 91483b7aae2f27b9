// What both pages are made of: one link with its HTTP twin, one outbox, drafts, one banner.
// The page says what its hello is and takes the frames.
import { createDrafts } from "../storage/drafts.js";
import { bringAll } from "../outbox/carried.js";
import { createOutbox } from "../outbox/outbox.js";
import { createStorage } from "../storage/storage.js";
import { createStore } from "../storage/store.js";
import { createTabs } from "../outbox/tabs.js";
import { fetchAnyway } from "../ui/later.js";
import { createBadge } from "../liveness/banner.js";
import { createInside } from "../liveness/inside.js";
import { createLink } from "../liveness/link.js";
import { followPage } from "../liveness/page_events.js";
import { createTwin } from "../liveness/http_link.js";
import { followVersion } from "./newer.js";
import { clock } from "../wire/clock.js";
import { createHttp, createOnce } from "../wire/http.js";
import { newId } from "../wire/ids.js";
import { BRISK } from "../wire/tries.js";
import { openSocket, socketUrl } from "../wire/socket.js";

// Milliseconds without a verdict, while the link answers: this server does nothing for us.
const GIVE_UP = 20_000;
// Until a customer comes back whose browser's agent has signed out: with the cookie that this gives.
const AGAIN = 1_000;

/** owner: of the outbox; as, bearer, byToken: of wire/http.js; elsewhere: of ui/way.js
 *  on: frame(frame), item(item), state(state), newLine(): what was said on the one before may be lost,
 *  live(): can send again,
 *      signIn(): of agents, stopped(stop) → whether the page sees to it, read(): news by HTTP only
 *  → {link, outbox, drafts, draftsOf(owner), ask: of wire/http.js, line: {send(frame) → taken,
 *  nudge(reason)}}: the line is the socket, or else its twin
 *  @typedef {import("../wire/frames.js").ServerFrame} ServerFrame
 *  @typedef {{frame: (frame: ServerFrame) => void,
 *    item: (item: import("../outbox/outbox.js").Item) => void, state?: (state: string) => void,
 *    newLine: () => void,
 *    live: () => void, signIn?: () => void, stopped?: (stop: any) => boolean,
 *    read?: () => void}} PageListeners
 *  @param {{parts: import("../ui/parts.js").Parts, owner: string, as?: string, bearer?: () => string
 *    | null, byToken?: boolean, elsewhere?: import("../ui/way.js").Way["elsewhere"],
 *    hello: () => import("../wire/frames.js").Hello,
 *    on: PageListeners}} page */
export function connect({ parts, owner, as, bearer, byToken, elsewhere, hello, on }) {
  let stranger = false; // somebody else answers in our server's place
  const heard = (answer) => {
    stranger = Boolean(answer.stranger);
  };
  // By whatever call a desk hears it. Its twin asks twice before it believes it.
  const signedOut = as ? () => link.told({ code: 4401 }) : undefined;
  const ask = createHttp({ clock, as, bearer, byToken, heard, signedOut });
  const once = createOnce({ as, bearer, byToken, signedOut });
  const around = { hello, clock, random: Math.random, visible: () => document.visibilityState === "visible" };
  const storage = createStorage({
    clock,
    elsewhere,
    onRefused: () => {
      parts.storage.hidden = false;
    },
    onKept: () => {
      parts.storage.hidden = true;
    },
  });
  const draftsOf = (whose) => createDrafts({ storage, owner: whose, clock, newId });
  const drafts = draftsOf(owner);
  const outbox = createOutbox({
    store: createStore(storage),
    owner,
    clock,
    newId,
    tabs: (on) => createTabs({ owner, clock, on }),
    send: (frame) => line.send(frame),
    bring: (item, signal) => bringAll(item, { ask, once, clock, signal }),
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
    byHttp: () => twin.works,
    stranger: () => stranger,
    owed: () => outbox.owes(),
    act: (what) =>
      ({ try: () => link.nudge("now"), "sign-in": on.signIn, load: () => location.reload() })[what]?.(),
  });
  const link = createLink({
    ...around,
    carried: () => twin.carries,
    openSocket: (handlers) => openSocket(socketUrl(location), handlers),
    on: {
      state(state) {
        document.body.dataset.link = state;
        twin.follow(state);
        inside.state(state);
        on.state?.(state);
        if (state === "syncing") on.newLine();
        if (state === "stopped" && on.stopped?.(link.stop)) return;
        if (state === "signed-out" && !on.signIn)
          return void clock.setTimeout(() => link.nudge("now"), AGAIN);
        badge.state(state);
      },
      frame: take,
      live: able,
      down: () => outbox.down(),
    },
  });
  const twin = createTwin({
    ...around,
    ask: createHttp({ clock, as, bearer, byToken, heard, steps: BRISK }),
    on: {
      frame: take,
      up: upByHttp,
      down: downByHttp,
      read: on.read,
      told: (bye) => link.told(bye),
      passes: (ms) => link.passes(ms),
    },
  });
  const newer = followVersion({
    ask: createHttp({ clock }),
    clock,
    owes: () => storage.refused || outbox.items().length > 0,
  });
  const inside = createInside({ owner, again: () => link.nudge("now") });
  const line = {
    send: (frame) => (twin.works ? twin : link).send(frame),
    nudge: (reason) => link.nudge(reason),
  };

  /** @param {ServerFrame} frame */
  function take(frame) {
    if (frame.release) newer.told(frame.release);
    if (frame.type === "ack") outbox.ack(frame);
    if (frame.type === "reject") outbox.reject(frame);
    on.frame(frame);
  }

  function upByHttp() {
    document.body.toggleAttribute("data-http", true);
    on.newLine();
    able();
  }

  function downByHttp() {
    document.body.toggleAttribute("data-http", false);
    outbox.down();
  }

  function able() {
    outbox.live();
    on.live();
    clock.setTimeout(fetchAnyway, 0); // what was just said goes first
  }

  badge.state(link.state); // what comes before the link, like the exchange of a token, may take long as well
  followPage(link, twin);
  return { link, outbox, drafts, draftsOf, ask, line };
}
