// The agents' desk: the queue, and one open ticket at a time, over one socket.
import { createAttention } from "./attention.js";
import { connect } from "./connect.js";
import { openConversation } from "./conversation/conversation.js";
import { createTicketActions } from "./desk/ticket_actions.js";
import { initials } from "./desk/initials.js";
import { listenToKeys, moveInRows } from "./desk/keys.js";
import { createQueue } from "./desk/queue.js";
import { VIEWS } from "./desk/rows.js";
import { createTicketPane } from "./desk/ticket_pane.js";
import { createRoute } from "./desk/route.js";
import { findParts } from "./parts.js";
import { clock } from "./wire/clock.js";
import { hello, subscribe, unsubscribe } from "./wire/frames.js";

const { username, name } = document.body.dataset;
const parts = findParts();
const attention = createAttention();
const here = new Map(); // ticket → people
let me = { role: "agent", name, username };
let conversation = null;

const { link, outbox } = connect({
  parts,
  owner: `agent:${username}`,
  hello: () => hello({ tickets: conversation ? [{ ticket: conversation.ticket, after: conversation.after }] : [], queue: true }),
  on: {
    frame: (frame) => frames[frame.type]?.(frame),
    item: (item) => of(item)?.item(item),
    live() {
      actions.live();
      conversation?.live();
    },
    signIn: () => location.assign(`/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`),
  },
});

const of = (frame) => (conversation?.ticket === frame.ticket ? conversation : null);

const queue = createQueue({
  parts,
  me: username,
  clock,
  current: () => conversation?.ticket,
  on: { changed: () => showTicket(), calling: attention.show },
});

const pane = createTicketPane({ parts, clock, me: username });
const actions = createTicketActions({ parts, link, me: username, current: () => conversation?.ticket, row: queue.row });

const frames = {
  welcome(frame) {
    me = frame.you;
    queue.read();
    actions.loadAgents();
  },
  events: (frame) => of(frame)?.events(frame),
  typing: (frame) => of(frame)?.typing(frame),
  read: (frame) => of(frame)?.read(frame),
  queue: ({ ticket }) => queue.put(ticket),
  ack: (frame) => actions.ack(frame),
  reject: (frame) => actions.reject(frame),
  presence(frame) {
    here.set(frame.ticket, frame.people);
    queue.presence(frame);
    showTicket();
  },
};

function showTicket() {
  if (!conversation) return;
  const { ticket, head, first } = conversation;
  const others = (here.get(ticket) ?? []).filter((person) => person.name !== me.name);
  pane({ row: queue.row(ticket), ticket: head, first, customer: queue.customer(ticket), people: others });
}

function open(ticket) {
  if (conversation?.ticket === ticket) return;
  if (conversation) link.send(unsubscribe(conversation.ticket));
  conversation?.close();
  conversation = ticket ? converse(ticket) : null;
  parts.ticket.hidden = !ticket;
  parts.desk.dataset.showing = ticket ? "ticket" : "queue";
  if (ticket) link.send(subscribe({ ticket, after: 0 }));
  showTicket();
  queue.show();
}

function converse(ticket) {
  const on = { changed: showTicket, unread: () => {}, kind: showKind };
  return openConversation({ ticket, parts, link, outbox, clock, me: () => me, on });
}

function showKind(kind) {
  const note = kind === "note";
  parts.audience.textContent = note ? "Only your team sees this" : "The customer sees this";
  parts.sendWords.textContent = note ? "Add note" : "Send";
  parts.composer.querySelector("textarea").placeholder = note ? "Write for your team…" : "Write a reply…";
}

const route = createRoute({ parts, open, choose: queue.choose, view: () => queue.view });

listenToKeys({
  help: parts.help,
  escape: (event) => (event.target.matches("textarea, input, select") ? event.target.blur() : route.leave()),
  keys: {
    j: () => moveInRows(parts.rows, 1),
    k: () => moveInRows(parts.rows, -1),
    ArrowDown: () => moveInRows(parts.rows, 1),
    ArrowUp: () => moveInRows(parts.rows, -1),
    r: () => conversation?.composer.focus("message"),
    n: () => conversation?.composer.focus("note"),
    a: actions.takeOrGive,
    e: actions.resolveOrReopen,
    "/": () => parts.search.focus(),
    "?": () => parts.help.showModal(),
    ...Object.fromEntries(VIEWS.map((view, index) => [String(index + 1), () => route.view(view)])),
  },
});

document.querySelector("[data-act=help]").addEventListener("click", () => parts.help.showModal());
parts.myInitials.textContent = initials(name);
setInterval(showTicket, 15_000);
await outbox.ready;
link.open();
route.start();
