// Every frame of docs/protocol.md but for the features' own, its limits and its codes. Pure: no
// socket, no clock. tests/test_contract.py holds the lists below against the document.
export const VERSION = 1;

/** Who wrote, or does something: by name, and an agent by a key that stays when the name changes.
 *  @typedef {{role: "customer" | "agent" | "system", name: string, key?: string,
 *    username?: string, desk_role?: string}} Author */
/** One change of a ticket, as its log has it.
 *  @typedef {{seq: number, id: string, kind: string, author: Author, body: string, at: string,
 *    hidden?: boolean, data?: Record<string, any>}} TicketEvent */
/** Who is there, and since when not.
 *  @typedef {{role: "customer" | "agent", name: string, state: "online" | "unstable" | "offline"
 *    | "unknown", last_seen: string | null}} Person */
/** Where a page stands in a ticket: what it has, by its newest event's seq and id.
 *  @typedef {{ticket: string, after: number, last?: string, newest?: boolean, token?: string}} Place */
/** Page → server.
 *  @typedef {{type: string, [field: string]: any}} PageFrame
 *  @typedef {PageFrame & {v: number, tickets: Place[], queue?: true, by_token?: true}} Hello */
/** A ticket as the desk lists it, but for what features say of it.
 *  @typedef {{ticket: string, subject: string, name: string, email: string,
 *    head: number, unread: number, waiting_since: string | null,
 *    changed_at: string, opened_at: string,
 *    last: {kind: string, role: string, name: string, key?: string, body: string, at: string} | null,
 *    customer?: Person, cursor?: string}} Row */
/** Server → page, each by its type.
 *  @typedef {{type: "welcome", v: number, heartbeat: number, timeout: number, you: Author,
 *    on_duty: boolean | null, socket: {process: string, id: string}, now: string,
 *    limits?: Record<string, number>}} Welcome
 *  @typedef {{subject: string, customer: string}} TicketState
 *  @typedef {{type: "events", ticket: string, events: TicketEvent[], head: number, more: boolean,
 *    anew?: boolean, row?: Row, release?: string} & TicketState} Events
 *  @typedef {{type: "ack", id: string, ticket: string, seq: number, at: string,
 *    body?: string}} Ack
 *  @typedef {{type: "reject", id?: string, ticket?: string, code: string, message: string,
 *    retry_after?: number, seq?: number, event?: TicketEvent, holder?: string, gone?: boolean}} Reject
 *  @typedef {{type: "earlier", ticket: string, events: TicketEvent[], more: boolean}} Earlier
 *  @typedef {{type: "presence", ticket: string, people: Person[]}} Presence
 *  @typedef {{type: "read" | "delivered", ticket: string, role: "customer" | "agent", name: string,
 *    seq: number}} Mark
 *  @typedef {{type: "queue", ticket: Row}} Queue
 *  @typedef {{type: "counts", counts: Record<string, number>, calling: number}} Counts
 *  @typedef {{type: "person", role: "agent", key: string, name: string}} Renamed
 *  @typedef {{type: "gone", ticket: string}} Gone
 *  @typedef {{type: "erased"}} Erased
 *  @typedef {{type: "desk", on_duty: boolean | null}} Desk
 *  @typedef {{type: "bye", code: number, reason: string, retry_after?: number}} Bye
 *  @typedef {(Welcome | Events | Ack | Reject | Earlier | Presence | Mark | Queue | Counts | Renamed | Gone
 *    | Erased | Desk | Bye) & {release?: string}} ServerFrame */
/** What a page does with each type of frame.
 *  @typedef {{[Type in ServerFrame["type"]]?: (frame: Extract<ServerFrame,
 *    {type: Type}>) => void}} Handlers */

// frame: bytes in UTF-8; body: characters, counted as code points.
export const LIMITS = { frame: 65536, body: 8000, tickets: 50 };

export const PAGE_TYPES = [
  "hello",
  "subscribe",
  "unsubscribe",
  "watch",
  "send",
  "sync",
  "earlier",
  "read",
  "delivered",
];
export const SERVER_TYPES = [
  "welcome",
  "events",
  "ack",
  "reject",
  "earlier",
  "presence",
  "read",
  "delivered",
  "queue",
  "counts",
  "person",
  "gone",
  "erased",
  "desk",
  "bye",
];

// Reject code → what the sender does: drop the request, or try it again later.
export const REJECT = {
  bad_frame: "final",
  unknown_type: "final",
  bad_field: "final",
  too_long: "final",
  not_found: "final",
  signed_out: "final",
  forbidden: "final",
  conflict: "final",
  unchanged: "final",
  unseen: "final",
  newer_reply: "final",
  taken: "final",
  merged: "final",
  other_person: "final",
  too_many_tickets: "final",
  not_ready: "retry",
  too_large: "final",
  too_many_files: "final",
  too_many_tags: "final",
  ticket_full: "final",
  no_room: "retry",
  rate_limited: "retry",
  unavailable: "retry",
};

// Close code → what the page does. Any other code, 1000 and 1006 included: resume.
export const CLOSE = {
  1001: "restart",
  1012: "restart",
  4012: "restart",
  4400: "stop",
  4401: "signin",
  4403: "stop",
  4404: "stop",
  4408: "resume",
  4409: "resume",
  4413: "resume",
  4429: "later",
};

/** What to do after a close: "restart", "stop", "signin", "later" or "resume".
 *  @param {number | null | undefined} code
 *  @returns {string} */
export const afterClose = (code) => CLOSE[code] ?? "resume";

/** Seconds until a rejected request may be tried again, or null when the verdict is final.
 *  @param {{code: string, retry_after?: number}} verdict
 *  @returns {number | null} */
export function retryAfter({ code, retry_after }) {
  return retry_after ?? (REJECT[code] === "retry" ? 1 : null);
}

// Text frames, page → server. `after` and `seq` are sequence numbers, `id` a UUID.

/** tickets: [{ticket, after, last?, newest?, token?}]; queue: true for the desk; byToken: the cookie opens
 *  nothing.
 *  @param {{tickets: Place[], queue?: boolean, byToken?: boolean}} page
 *  @returns {Hello} */
export function hello({ tickets, queue = false, byToken = false }) {
  return { type: "hello", v: VERSION, tickets, ...(queue && { queue }), ...(byToken && { by_token: true }) };
}
/** @type {(one: Place) => PageFrame} */
export const subscribe = (one) => ({ type: "subscribe", ...one });
/** @type {(ticket: string) => PageFrame} */
export const unsubscribe = (ticket) => ({ type: "unsubscribe", ticket });
/** Of which rows the desk hears; tickets: null for all. until: since when the last one waits, if more follow.
 *  @type {(shown: {view: string, tickets: string[] | null, until?: string | null}) => PageFrame} */
export const watch = ({ view, tickets, until }) => ({
  type: "watch",
  view,
  tickets,
  ...(until && { until }),
});
/** kind: "message", or "note" for agents.
 *  @type {(message: {id: string, ticket: string, body: string, kind?: string}) => PageFrame} */
export const send = ({ id, ticket, body, kind = "message" }) => ({ type: "send", id, ticket, body, kind });
/** @type {(ticket: string, after: number) => PageFrame} */
export const sync = (ticket, after) => ({ type: "sync", ticket, after });
/** @type {(ticket: string, before: number) => PageFrame} */
export const earlier = (ticket, before) => ({ type: "earlier", ticket, before });
/** @type {(ticket: string, seq: number) => PageFrame} */
export const read = (ticket, seq) => ({ type: "read", ticket, seq });
/** @type {(ticket: string, seq: number) => PageFrame} */
export const delivered = (ticket, seq) => ({ type: "delivered", ticket, seq });

/** Characters as the server counts them: an emoji is one, though its `length` is two.
 *  @param {string} text */
export function characters(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The frame as text, or null when it is too big to send: the server would cut the
 *  connection over it, and the page would send it again, for ever.
 *  @param {PageFrame} frame */
export function encode(frame) {
  const text = JSON.stringify(frame);
  // A UTF-16 unit is at most three bytes, so short frames need no counting.
  const fits = text.length * 3 <= LIMITS.frame || new TextEncoder().encode(text).length <= LIMITS.frame;
  return fits ? text : null;
}

/** A server's text as a frame, or null when it is none.
 *  @param {string} text
 *  @returns {ServerFrame | null} */
export function decode(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.type === "string" ? frame : null;
  } catch {
    return null;
  }
}

// Binary frames. The first byte says what it is; the length may grow by addition.
export const PING = 1;
export const PROBE = 2;
export const ANSWER = 3;

/** @type {(buffer: ArrayBuffer) => boolean} */
export const isPing = (buffer) => new Uint8Array(buffer)[0] === PING;
export const pong = () => new Uint8Array([PING]);
/** @type {(n: number) => Uint8Array} */
export const probe = (n) => new Uint8Array([PROBE, n]);

/** → {n, ticking, database, draining}, or null when the buffer is no answer to a probe.
 *  @typedef {{n: number, ticking: boolean, database: boolean, draining: boolean}} ProbeAnswer
 *  @param {ArrayBuffer} buffer
 *  @returns {ProbeAnswer | null} */
export function probeAnswer(buffer) {
  const [kind, n, flags = 0] = new Uint8Array(buffer);
  if (kind !== ANSWER) return null;
  return { n, ticking: Boolean(flags & 1), database: Boolean(flags & 2), draining: Boolean(flags & 4) };
}
