// Every frame of docs/protocol.md, its limits and its codes. Pure: no socket, no
// clock. tests/test_contract.py holds the lists below against the document.
export const VERSION = 1;

// frame: bytes in UTF-8; body: characters, counted as code points.
export const LIMITS = { frame: 65536, body: 8000, tickets: 50 };

export const PAGE_TYPES = ["hello", "subscribe", "unsubscribe", "send", "sync", "earlier", "status", "assign", "read", "delivered", "typing"];
export const SERVER_TYPES = ["welcome", "events", "ack", "reject", "earlier", "presence", "read", "delivered", "typing", "queue", "person", "gone", "desk", "bye"];

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
  taken: "final",
  too_many_tickets: "final",
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
  4413: "resume",
  4429: "later",
};

/** What to do after a close: "restart", "stop", "signin", "later" or "resume". */
export const afterClose = (code) => CLOSE[code] ?? "resume";

/** Seconds until a rejected request may be tried again, or null when the verdict is final. */
export function retryAfter({ code, retry_after }) {
  return retry_after ?? (REJECT[code] === "retry" ? 1 : null);
}

// Text frames, page → server. `after` and `seq` are sequence numbers, `id` a UUID.

/** tickets: [{ticket, after, last?, newest?, token?}]; queue: true for the desk. */
export function hello({ tickets, queue = false }) {
  return { type: "hello", v: VERSION, tickets, ...(queue && { queue }) };
}
/** one: {ticket, after, last?, newest?, token?}. */
export const subscribe = (one) => ({ type: "subscribe", ...one });
export const unsubscribe = (ticket) => ({ type: "unsubscribe", ticket });
/** kind: "message", or "note" for agents. */
export const send = ({ id, ticket, body, kind = "message" }) => ({ type: "send", id, ticket, body, kind });
export const sync = (ticket, after) => ({ type: "sync", ticket, after });
export const earlier = (ticket, before) => ({ type: "earlier", ticket, before });
/** status: "open" or "resolved"; seen: the newest seq on the screen. */
export const status = ({ id, ticket, status, seen }) => ({ type: "status", id, ticket, status, ...(seen !== undefined && { seen }) });
/** agent: a user name, or null for nobody; from: whose it is on the screen, undefined where nobody knows. */
export const assign = ({ id, ticket, agent, from }) => ({ type: "assign", id, ticket, agent, ...(from !== undefined && { from }) });
export const read = (ticket, seq) => ({ type: "read", ticket, seq });
export const delivered = (ticket, seq) => ({ type: "delivered", ticket, seq });
export const typing = (ticket) => ({ type: "typing", ticket });

/** Characters as the server counts them: an emoji is one, though its `length` is two. */
export function characters(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The frame as text, or null when it is too big to send: the server would cut the
 *  connection over it, and the page would send it again, for ever. */
export function encode(frame) {
  const text = JSON.stringify(frame);
  // A UTF-16 unit is at most three bytes, so short frames need no counting.
  const fits = text.length * 3 <= LIMITS.frame || new TextEncoder().encode(text).length <= LIMITS.frame;
  return fits ? text : null;
}

/** A server's text as a frame, or null when it is none. */
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

export const isPing = (buffer) => new Uint8Array(buffer)[0] === PING;
export const pong = () => new Uint8Array([PING]);
export const probe = (n) => new Uint8Array([PROBE, n]);

/** → {n, ticking, database, draining}, or null when the buffer is no answer to a probe. */
export function probeAnswer(buffer) {
  const [kind, n, flags = 0] = new Uint8Array(buffer);
  if (kind !== ANSWER) return null;
  return { n, ticking: Boolean(flags & 1), database: Boolean(flags & 2), draining: Boolean(flags & 4) };
}
