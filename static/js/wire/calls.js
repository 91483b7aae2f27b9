// Each frame of the page as the HTTP call that is its twin, and each answer as the
// frames that a socket would have brought. Pure.
import { REJECT } from "./frames.js";
import { newsOf as isNewsOf, olderOf, storedAs } from "./shapes.js";

const at = (ticket, rest) => `/api/tickets/${encodeURIComponent(ticket)}/${rest}`;
const get = (path, query, brings) => ({
  method: "GET",
  path: `${path}?${new URLSearchParams(query)}`,
  brings,
});
const post = (path, body, brings) => ({ method: "POST", path, body, brings });

const CALLS = {
  subscribe: ({ ticket, after, last, newest }) =>
    get(at(ticket, "events"), { after, ...(last && { last }), ...(newest && { newest }) }, isNewsOf(ticket)),
  sync: ({ ticket, after }) => get(at(ticket, "events"), { after }, isNewsOf(ticket)),
  earlier: ({ ticket, before }) => get(at(ticket, "earlier"), { before }, olderOf(ticket)),
  send: ({ type, ticket, ...message }) => post(at(ticket, "messages"), message, storedAs(message.id)),
  read: ({ ticket, seq }) => post(at(ticket, "read"), { seq }),
  delivered: ({ ticket, seq }) => post(at(ticket, "delivered"), { seq }),
};

const ANSWERS = { earlier: "earlier", send: "ack" };

/** The seam for a feature's frame that writes an event: it has `id` and `ticket`, and by HTTP all but its
 *  type and ticket is posted to /api/tickets/<ticket>/<path>, which answers as to a message. A frame
 *  without a call is not sent while there is no socket.
 *  @param {string} type
 *  @param {string} path */
export function writes(type, path) {
  CALLS[type] = ({ ticket, type, ...written }) => post(at(ticket, path), written, storedAs(written.id));
  ANSWERS[type] = "ack";
}

/** → {method, path, body?, brings?}, or null for a frame that has no twin.
 *  @type {(frame: import("./frames.js").PageFrame) => import("./http.js").Call | null} */
export const callOf = (frame) => CALLS[frame.type]?.(frame) ?? null;

/** What came back for `frame` as frames, in order: none where a socket would have said nothing.
 *  answer: of http.js, with a status that is the server's own.
 *  @param {import("./frames.js").PageFrame} frame
 *  @param {import("./http.js").Answer} heard
 *  @returns {import("./frames.js").ServerFrame[]} */
export function framesOf(frame, { status, answer, retryAfter }) {
  const { type, ticket, id } = frame;
  if (status < 300) {
    if (type === "subscribe" || type === "sync") return newsOf(ticket, answer);
    return ANSWERS[type] ? [{ ...answer, type: ANSWERS[type], ticket }] : [];
  }
  const { code, message, seq, event } = answer;
  const later = status === 429 || status === 503 || REJECT[code] === "retry";
  const wait = later ? { retry_after: retryAfter } : {};
  const named = { ...(id && { id }), ...(seq && { seq }), ...(event && { event }) };
  return [{ type: "reject", ticket, code, message, ...named, ...wait }];
}

// people, on_duty, desk: left out or null while the server doesn't know
function newsOf(ticket, { marks = [], people, on_duty, desk, ...page }) {
  const frames = [{ ...page, type: "events", ticket }, ...marks.map((mark) => ({ ...mark, ticket }))];
  if (people) frames.push({ type: "presence", ticket, people });
  if (on_duty != null || desk) frames.push({ ...desk, type: "desk", on_duty });
  return frames;
}
