// One ticket as this page has it. Whatever arrives, doubled, out of order or with
// a hole, what it holds is a stretch of one log, without a gap.

import { emptied, erasedBy, namedBy, renamed as renamedByKind } from "./kinds.js";

/** createTimeline({after}) : `after` is the seq that the page starts behind (0: from the first event).
 *
 *  .apply(frame) → {added, head, more, anew, erased}: takes an `events` frame (or the HTTP twin's answer).
 *     added: the events that were new, in order. head: the newest seq that is shown.
 *     more: there are events that the page lacks; send sync(ticket, head) for them.
 *     anew: what was held before is forgotten; this page begins it.
 *     erased: whether some of what it has, or had, has lost its words.
 *  .prepend(events) → whether they were: a page of `earlier` that ends where the events begin
 *  .trim(count)  keeps the newest: the older ones can be had again
 *  .resume() → {after, last?, newest}: what `hello` and `subscribe` say of it. `last` tells the server
 *           which log this is: a restored database has other events at the same numbers. And as its
 *           head may be lower by then, the answer's word on the ticket counts in any case
 *  .first   the oldest seq held, or 0: above 1 there are earlier ones
 *  .after   the newest seq held: what `sync` asks to go on from
 *  .events  all of them, in order
 *  .ticket  how it stands: {subject, customer, …} as the newest frame has it, or null before the first
 *  .find(id) → the event with this id, or undefined
 *  .forget() the ticket is gone: so is what was held of it
 *  @typedef {import("../wire/frames.js").TicketEvent} TicketEvent
 *  @typedef {import("../wire/frames.js").Events} Events
 *  @typedef {import("../wire/frames.js").Author} Author
 *  @typedef {import("../wire/frames.js").TicketState} TicketState
 *  @typedef {ReturnType<typeof createTimeline>} Timeline */
export function createTimeline({ after = 0 } = {}) {
  /** @type {Map<string, TicketEvent>} */
  const byId = new Map();
  /** @type {TicketEvent[]} */
  let events = [];
  let newest = 0;
  /** @type {TicketState | null} */
  let ticket = null;

  /** @param {TicketEvent} event */
  function take(event) {
    after = event.seq;
    events.push(event);
    byId.set(event.id, event);
    return event;
  }

  /** @param {number} before */
  function begin(before) {
    events = [];
    byId.clear();
    newest = 0;
    ticket = null;
    after = before;
  }

  // Those that were held with their words, from before.
  /** @param {Set<number>} seqs */
  function erase(seqs) {
    events = events.map((event) => (seqs.has(event.seq) && !event.data?.erased ? emptied(event) : event));
    for (const event of events) byId.set(event.id, event);
  }

  // An answer that overtook a newer one must not bring back how the ticket stood.
  /** @param {Events} frame */
  function look(frame) {
    if (frame.head < newest) return;
    newest = frame.head;
    if (frame.customer) rename((one) => one.role === "customer", frame.customer);
    for (const { key, name } of namedBy(frame)) rename((one) => one.key === key, name);
    if (frame.subject !== undefined) ticket = stateIn(frame);
  }

  // Events are kept as they came: one that names somebody who has another name by now is replaced.
  /** @param {(one: Partial<Author>) => boolean} isOne
   *  @param {string} name */
  function rename(isOne, name) {
    events = events.map((event) => renamed(event, isOne, name));
    for (const event of events) byId.set(event.id, event);
  }

  return {
    /** @param {Events} frame */
    apply(frame) {
      const anew = Boolean(frame.anew);
      if (anew) begin(frame.events.length ? frame.events[0].seq - 1 : 0);
      const fresh = frame.events.filter((event) => event.seq > after);
      const added = [];
      for (const event of fresh) if (event.seq === after + 1) added.push(take(event));
      const gone = erasedBy(added);
      if (gone.size) erase(gone);
      look(frame);
      return {
        erased: gone.size > 0,
        added,
        head: after,
        more: frame.more || added.length < fresh.length,
        anew,
      };
    },
    /** @param {TicketEvent[]} older */
    prepend(older) {
      if (!events.length || older.at(-1)?.seq !== events[0].seq - 1) return false;
      for (const event of older) byId.set(event.id, event);
      events = [...older, ...events];
      return true;
    },
    /** @param {number} count */
    trim(count) {
      for (const { id } of events.splice(0, Math.max(0, events.length - count))) byId.delete(id);
    },
    /** @param {string} id */
    find: (id) => byId.get(id),
    /** An agent, by key, is called so from now on.
     *  @type {(key: string, name: string) => void} */
    rename: (key, name) => rename((one) => one.key === key, name),
    forget: () => begin(0),
    resume() {
      newest = 0;
      return { after, ...(events.length && { last: events.at(-1)?.id }), newest: true };
    },
    get first() {
      return events[0]?.seq ?? 0;
    },
    get after() {
      return after;
    },
    get events() {
      return events;
    },
    get ticket() {
      return ticket;
    },
  };
}

/** What a frame says of the ticket itself, the fields of features with it.
 *  @param {Events} frame
 *  @returns {TicketState} */
function stateIn({ type, ticket, events, head, more, anew, row, release, ...state }) {
  return state;
}

/** @type {(event: TicketEvent, isOne: (one: Partial<Author>) => boolean, name: string) => TicketEvent} */
function renamed(event, isOne, name) {
  const found = renamedByKind(event, isOne, name);
  const { author } = found;
  return isOne(author) && author.name !== name ? { ...found, author: { ...author, name } } : found;
}
