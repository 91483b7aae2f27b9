// The agents' desk: the queue, and one open ticket at a time, over one socket.
import "./words.js";
import { createAttention } from "../ui/attention.js";
import { connect } from "./connect.js";
import { openConversation } from "../conversation/conversation.js";
import { createVisit } from "../conversation/visit.js";
import { createWriting } from "../conversation/writing.js";
import { createActions } from "../desk/actions.js";
import { createAsking } from "../desk/asking.js";
import { createGlance } from "../desk/at_a_glance.js";
import { createChooser } from "../desk/chooser.js";
import { createCustomersLink } from "../desk/customers_link.js";
import { createDensity } from "../desk/density.js";
import { createGoingOn } from "../desk/going_on.js";
import { offerOwn } from "../desk/own_actions.js";
import { initials } from "../desk/initials.js";
import { mayBy } from "../desk/may.js";
import { listenToKeys } from "../desk/keys.js";
import { showKind } from "../desk/kinds.js";
import { createQueue } from "../desk/queue.js";
import { createTicketPane } from "../desk/ticket_pane.js";
import { createUndo } from "../desk/undo.js";
import { createWatching } from "../desk/watching.js";
import { listenToLeaving } from "../desk/leaving.js";
import { createRoute } from "../desk/route.js";
import { findParts } from "../ui/parts.js";
import { openSlot } from "../ui/slots.js";
import { createPrivateLink } from "../people/private_link.js";
import { isSame } from "../people/same.js";
import { createHandlers } from "../wire/handlers.js";
import { createServerTime } from "../wire/server_time.js";
import { t } from "../words/t.js";
import { clock } from "../wire/clock.js";
import { hello, retryAfter, subscribe, unsubscribe } from "../wire/frames.js";
import { createGetJson } from "../wire/http.js";

const { username = "", key = "", name = "", role = "" } = document.body.dataset;
const may = mayBy(document.body.dataset.may);
const parts = findParts();
const attention = createAttention();
const time = createServerTime({ clock });
const serverClock = { ...clock, now: time.now };
const here = new Map(); // ticket → people
const NAME = /^\w{1,64}$/; // what may be a ticket's: of anything else a server isn't asked
const LINKED = new Set(["syncing", "live", "doubting"]); // welcomed: no other welcome need come
const OPENING = new Set(["syncing", "signed-out"]);
/** @type {import("../wire/frames.js").Author} */
let me = { role: "agent", name, username };
/** @type {ReturnType<typeof openConversation> | null} */
let conversation = null;
/** @type {string[]} the names of those who have the desk open */
let atDesk = [];

const { link, outbox, drafts, ask, line } = connect({
  parts,
  owner: `agent:${key}`,
  as: username,
  hello: () => hello({ tickets: conversation ? [conversation.resume()] : [], queue: true }),
  on: {
    frame: (frame) => handlers.hear(frame),
    item(item) {
      of(item)?.item(item);
      if (item.state !== "waiting") asking.live();
    },
    state(state) {
      queue.signedOut(state === "signed-out");
      if (OPENING.has(state)) parts.logEmpty.textContent = t(`desk.opening.${state}`);
    },
    newLine: () => conversation?.newLine(),
    live() {
      asking.live();
      conversation?.live();
    },
    read() {
      queue.read();
      pane.read();
    },
    signIn: () =>
      location.assign(`/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`),
  },
});

const getJson = createGetJson(ask);
const of = (frame) => (conversation?.ticket === frame.ticket ? conversation : null);

const watching = createWatching({ clock, send: line.send, shown: () => queue.shown() });
const queue = createQueue({
  parts,
  me: username,
  clock: serverClock,
  getJson,
  current: () => conversation?.ticket,
  linked: () => LINKED.has(link.state),
  watching,
  desk: () => desk,
  on: { changed: () => showTicket(), calling: attention.show, told },
});

// What was done after a reply comes after it.
const behindReplies = { send: (frame) => !outbox.owes(frame.ticket) && line.send(frame) };
const asking = createAsking({
  parts,
  link: behindReplies,
  current: () => conversation?.ticket,
  row: queue.row,
});

const handlers = createHandlers({
  welcome(frame) {
    if (frame.you.key !== key) return link.told({ code: 4401 }); // somebody else has signed in here
    // Who is called differently from now on, or may something else.
    if (frame.you.username !== username || frame.you.desk_role !== role) return location.reload();
    time.told(frame.now);
    me = frame.you;
    watching.welcome(frame);
    queue.read();
  },
  events(frame) {
    if (frame.row) queue.know(frame.row);
    of(frame)?.events(frame);
  },
  earlier: (frame) => of(frame)?.earlier(frame),
  read: (frame) => of(frame)?.read(frame),
  delivered: (frame) => of(frame)?.delivered(frame),
  queue: ({ ticket }) => queue.put(ticket),
  counts: ({ counts, calling }) => queue.counted({ ...counts, calling }),
  person({ key, name }) {
    if (key === me.key) me = { ...me, name };
    conversation?.rename(key, name);
    queue.rename(key, name);
    showTicket();
  },
  gone(frame) {
    queue.remove(frame.ticket);
    outbox.giveUp(frame.ticket, { code: "not_found" });
    if (of(frame)) leaveGone(true);
  },
  ack: (frame) => void asking.ack(frame),
  reject(frame) {
    if (frame.id) asking.reject(frame);
    else if (of(frame)) refused(frame);
  },
  presence(frame) {
    here.set(frame.ticket, frame.people);
    queue.presence(frame);
    showTicket();
  },
});

const undo = createUndo({ parts, clock });
/** @type {Record<string, () => void>} what features do by key */
const acts = {};
const choose = createChooser(parts);
const actions = createActions({ choose, keys: acts, may });
/** @type {import("../desk/desk.js").Desk} */
const desk = {
  me: username,
  key,
  may,
  name: () => me.name,
  now: time.now,
  current: () => conversation?.ticket,
  row: (ticket = conversation?.ticket ?? "") => queue.row(ticket),
  seen: (ticket) => (conversation?.ticket === ticket ? conversation.shown : undefined),
  ask: asking.ask,
  reveal: (verdict) => conversation?.reveal(verdict),
  offerUndo: undo.offer,
  onKey(key, act) {
    acts[key] = act;
  },
  offer: actions.offer,
  forMany: actions.forMany,
  everything: actions.everything,
  next: () => goingOn.next(),
  go: (ticket) => route.ticket(ticket),
  start: actions.start,
  choose,
  counted: queue.counted,
  changed: () => showTicket(),
  getJson,
  call: ask,
  on: handlers.on,
};
const writing = createWriting(parts.composer.querySelector("textarea"), {
  commands: actions.commands,
  start: actions.start,
  command(body) {
    const said = actions.command(body);
    if (said === "") conversation?.composer.clear(body);
    return said;
  },
});
const glance = createGlance({ parts, clock: serverClock, desk });
openSlot("many", parts.queue, desk);
const pane = createTicketPane({ parts, clock: serverClock, desk });
listenToLeaving(parts.signOut, openSlot("me", document, desk));

function told({ now, here: names }) {
  time.told(now);
  atDesk = names ?? [];
}

function refused(frame) {
  if (retryAfter(frame) !== null) return conversation?.refused();
  // Or it never was there.
  if (!parts.ticket.hasAttribute("data-gone")) leaveGone(conversation?.head !== null);
}

function leaveGone(was) {
  conversation?.gone();
  showGone(was);
}

// What was shown of it, or of the one before, doesn't stay where it is hidden.
function showGone(was = false) {
  pane.empty();
  parts.ticket.toggleAttribute("data-gone", true);
  parts.subject.textContent = t(was ? "desk.gone" : "desk.no-such");
  parts.logEmpty.textContent = t(was ? "desk.gone.why" : "desk.no-such.why");
}

function showTicket() {
  if (!conversation) return glance({ here: atDesk, ...queue.glance });
  if (parts.ticket.hasAttribute("data-gone")) return;
  const { ticket, head } = conversation;
  const others = (here.get(ticket) ?? []).filter((person) => !isSame(person, me));
  pane.show({ row: queue.row(ticket), ticket: head, customer: queue.customer(ticket), people: others });
}

function open(ticket, seq = 0) {
  if (ticket && conversation?.ticket === ticket) {
    if (seq) conversation?.goTo(seq);
    return;
  }
  parts.chooser.close(); // what it offers is for the one before
  parts.linkSaid.textContent = ""; // and so is what was copied
  parts.privateLink.close();
  if (conversation) line.send(unsubscribe(conversation.ticket));
  conversation?.close();
  conversation = ticket && NAME.test(ticket) ? converse(ticket) : null;
  parts.ticket.hidden = !ticket;
  parts.printLink.href = `/agent/${ticket}/print/`;
  parts.ticket.toggleAttribute("data-gone", false);
  parts.logEmpty.textContent = t(`desk.opening.${link.state === "signed-out" ? "signed-out" : "syncing"}`);
  parts.desk.dataset.showing = ticket ? "ticket" : "queue";
  if (seq) conversation?.goTo(seq);
  if (conversation) line.send(subscribe(conversation.resume()));
  else if (ticket) showGone();
  showTicket();
  queue.show();
}

function converse(ticket) {
  const on = {
    changed: showTicket,
    unread: () => {},
    kind: (kind) => showKind(parts, kind),
    went(line) {
      queue.went(line);
      if (!line) asking.say(t("desk.cant-go"));
    },
  };
  return openConversation({
    ticket,
    parts,
    link: line,
    outbox,
    draft: drafts.of(ticket),
    clock: serverClock,
    me: () => me,
    hears: handlers.on,
    writing,
    getJson,
    visits: createVisit,
    on,
  });
}

const route = createRoute({ parts, open, choose: queue.choose, view: () => queue.view });
const goingOn = createGoingOn({
  listed: () => queue.listed,
  current: () => conversation?.ticket,
  go: route.ticket,
  box: parts.composer.querySelector("textarea"),
});

createPrivateLink({
  button: parts.copyLink,
  state: parts.linkSaid,
  dialog: parts.privateLink,
  get: createCustomersLink({ current: desk.current, ask }),
  clock,
});
offerOwn({
  actions,
  parts,
  route,
  goingOn,
  places: /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("a.sidebar-link")),
  density: createDensity({ queue: parts.queue, button: parts.density }),
  conversation: () => conversation,
});
listenToKeys({
  parts,
  route,
  undo: undo.run,
  conversation: () => conversation,
  everything: actions.everything,
  acts,
});
document.querySelector("[data-act=help]")?.addEventListener("click", () => parts.help.showModal());
parts.myInitials.textContent = initials(name);
setInterval(showTicket, 15_000);
dispatchEvent(new Event("alive"));
route.start();
link.open();
