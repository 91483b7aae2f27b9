// The customer's conversation.
import "./words.js";
import { createAttention } from "../ui/attention.js";
import { connect } from "./connect.js";
import { isDone } from "../conversation/done.js";
import { openConversation } from "../conversation/conversation.js";
import { lastConversation, remember } from "../storage/kept.js";
import { show, thereWords } from "../presence/presence.js";
import { findParts } from "../ui/parts.js";
import { openSlot } from "../ui/slots.js";
import { createPrivateLink } from "../people/private_link.js";
import { theWay } from "../ui/way.js";
import { createServerTime } from "../wire/server_time.js";
import { t } from "../words/t.js";
import { createKey } from "../people/session.js";
import { clock } from "../wire/clock.js";
import { hello } from "../wire/frames.js";
import { createHandlers } from "../wire/handlers.js";

const AGAIN = 1_000; // milliseconds

const parts = findParts();
const attention = createAttention();
const time = createServerTime({ clock });
/** @type {Pick<import("../ui/way.js").Way, "arrive" | "last" | "elsewhere">} */
const way = theWay({ arrive: byAddress, last: lastConversation.get });
const place = await way.arrive();
const { ticket, key, byToken } = place;
/** @type {import("../wire/frames.js").Author} */
let me = { role: "customer", name: "" };
/** @type {import("../wire/frames.js").Person[]} */
let people = [];
/** @type {boolean | null} nobody knows yet */
let onDuty = null;
let askedAgain = false;
/** @type {any} the newest frame of this type: what features say of it */
let desk = {};

const { link, outbox, drafts, draftsOf, ask, line } = connect({
  parts,
  owner: `customer:${ticket}`,
  byToken,
  elsewhere: way.elsewhere,
  bearer: () => key.shown,
  hello: () =>
    hello({ tickets: [{ ...conversation.resume(), ...(key.shown && { token: key.shown }) }], byToken }),
  on: {
    frame: (frame) => handlers.hear(frame),
    item(item) {
      conversation.item(item);
      if (item.state === "stored") place.tells?.("sent", {});
    },
    state: (state) => place.tells?.("link", { state }),
    newLine: () => conversation.newLine(),
    live() {
      conversation.live();
      key.learn();
    },
    stopped: ({ code }) => (code === 4404 || code === 4403) && turnedAway(),
  },
});

const handlers = createHandlers({
  welcome(frame) {
    time.told(frame.now);
    me = frame.you;
    onDuty = frame.on_duty ?? onDuty; // a server that has just started doesn't know
    showThere();
  },
  events(frame) {
    if (frame.customer) me = { ...me, name: frame.customer }; // before any welcome, or corrected since
    conversation.events(frame);
  },
  earlier: (frame) => conversation.earlier(frame),
  read: (frame) => conversation.read(frame),
  delivered: (frame) => conversation.delivered(frame),
  reject: (frame) => void (frame.id || conversation.refused()),
  person: ({ key, name }) => conversation.rename(key, name),
  gone() {
    outbox.giveUp(ticket, { code: "not_found" });
    parts.expiredTitle.textContent = t("conversation.gone");
    parts.expiredWords.textContent = t("conversation.gone.why");
  },
  presence(frame) {
    people = frame.people;
    showThere();
  },
  desk(frame) {
    onDuty = frame.on_duty ?? onDuty;
    desk = frame;
    showThere();
    for (const tell of features) tell("desk", frame);
  },
});

const conversation = openConversation({
  ticket,
  parts,
  link: line,
  outbox,
  draft: drafts.of(ticket),
  clock: { ...clock, now: time.now },
  me: () => me,
  hears: handlers.on,
  bring: place.bring,
  on: { changed: ticketChanged, unread },
});

const features = ["header", "keep", "notice"].map((slot) =>
  openSlot(slot, parts.chat, {
    ticket,
    clock,
    call: ask,
    now: time.now,
    changed: showThere,
    owes: () => outbox.owes(ticket),
    drafts,
    draftsOf: (other) => draftsOf(`customer:${other}`),
    goOn,
    bring: place.bring,
  }),
);

/** @returns {Promise<import("../ui/way.js").Place>} */
async function byAddress() {
  const ticket = location.pathname.split("/")[2];
  const forget = () => void (lastConversation.get()?.ticket === ticket && lastConversation.remove());
  return { ticket, key: createKey(ticket, { ask: (...call) => ask(...call), clock }), remember, forget };
}

function goOn({ ticket: other, token, url }) {
  if (place.goOn) return place.goOn({ ticket: other, token });
  const { pathname, hash } = new URL(url);
  location.replace(pathname + hash);
}

function unread(n) {
  attention.show(n);
  place.tells?.("unread", { n });
}

function showThere() {
  const { state, words } = thereWords(people, onDuty, desk, time.now());
  show(parts.there, state, words);
}

function ticketChanged(stands) {
  const { subject } = stands;
  parts.subject.textContent = subject || t("conversation.yours");
  for (const tell of features) tell("show", { ticket: stands, done: isDone(stands) });
  const excerpt = subject || (conversation.first?.slice(0, 120) ?? way.last()?.excerpt);
  parts.memory.hidden = place.remember({ ticket, excerpt, at: conversation.at, done: isDone(stands) });
}

// Cookies were cleared, or there is no such ticket: the token tells. While this browser's agent signs out,
// its cookie opens nothing for a moment. → whether that was seen to
function turnedAway() {
  if (key.show()) link.open();
  else if (!askedAgain) {
    askedAgain = true;
    clock.setTimeout(() => link.open(), AGAIN);
  } else if (outbox.owes(ticket))
    return false; // what isn't sent stays in sight, below the reason
  else expired();
  return true;
}

async function privateLink() {
  await key.learn();
  return key.link;
}

function expired() {
  place.forget();
  link.close();
  parts.chat.hidden = true;
  parts.expired.hidden = false;
  document.title = t("conversation.expired");
}

dispatchEvent(new Event("alive"));
createPrivateLink({
  button: parts.copyLink,
  state: parts.linkSaid,
  dialog: parts.privateLink,
  get: privateLink,
  clock,
});
await key.open();
link.open();
if (matchMedia("(hover: hover)").matches) conversation.composer.focus();
