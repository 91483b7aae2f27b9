// What this browser still owes the server. A message is stored here before the box
// is cleared, and leaves on its ack, its echo, or by the user's hand.
//
// Per ticket one message is under way at a time: the next one goes when the one
// before has its verdict. So nothing can overtake a message that was put off. Which tab
// sends it, is said elsewhere (turn.js).

import { LIMITS, characters, retryAfter } from "../wire/frames.js";
import { createLanes } from "./lanes.js";
import { createTurn } from "./sender.js";

/** createOutbox({store, owner, send, clock, newId, tabs, on}):
 *  store: conversation/store.js; clock: wire/clock.js; newId: wire/ids.js
 *  tabs(on) → conversation/tabs.js; without it this tab is alone (turn.js)
 *  owner  whose messages these are, for one browser may hold several people's:
 *         "customer:<ticket>" or "agent:<key>". Others' are left alone.
 *  send(frame) → whether it was taken: link.send
 *  bring(item, signal) → promise: what it carries is at the server (carried.js)
 *  on.change(item)  an item is new or its state changed (also for each stored one at the start)
 *  on.overdue(ms)   an ack is missing for so long: after 4,000 ms and every 4,000 more. link.doubt(), and
 *                   link.reconnect() from 20,000 on: a link that answers and a server that does nothing
 *
 *  An item: {id, ticket, body, kind, at, state, reason?, seq?}; `at` is Date milliseconds until it is stored,
 *  then the server's RFC 3339 text. state: "waiting" (stored here, on its way), "stored" (committed, has its
 *  seq and has left the outbox), "failed" (reason: {code, message, event?}), "discarded".
 *
 *  .ready      a promise: what an earlier page left behind is loaded
 *  .add(ticket, body, kind = "message", carried, asks) → promise of the item: once it is kept, the box may be
 *              cleared. carried: what it has beside its words, by name (carried.js); asks: fields of its
 *              frame that are no part of it.
 *              Rejects with RangeError when the body is over 8,000 characters.
 *  .live() / .down()   the link's events of the same names
 *  .ack(frame) / .reject(frame) → whether it was about one of ours
 *  .seen(events)       events that the timeline added: an own id among them is as good as an ack
 *  .retry(id, asks) / .discard(id)   for failed items, and discard also for what still waits for what it
 *              carries
 *  .giveUp(ticket, reason)   it was deleted: nothing is owed to it any more
 *  .items(ticket)      what is in it for a ticket (without: all), oldest first
 *  .owes(ticket)       whether anything waits to be sent (without: of any)
 *  @typedef {import("../wire/frames.js").TicketEvent} TicketEvent
 *  @typedef {{code: string, message?: string, event?: TicketEvent}} Reason
 *  @typedef {{id: string, owner: string, ticket: string, body: string, kind: string, at: number | string,
 *    seq?: number, carried?: {[name: string]: any},
 *    asks?: {[field: string]: any},
 *    state: "waiting" | "stored" | "failed" | "discarded", reason?: Reason}} Written
 *  @typedef {Written & {order: number}} Item
 *  @typedef {import("../wire/frames.js").PageFrame} PageFrame
 *  @typedef {{change?: (item: Item) => void, overdue?: (ms: number) => void}} OutboxListeners
 *  @typedef {{all: () => Promise<Item[]>, put: (item: Written) => Promise<Item>,
 *    remove: (id: string) => Promise<void>, late?: (act: () => Promise<void>) => void,
 *    readonly refused: boolean}} Store
 *  @typedef {{store: Store, owner: string, send: (frame: PageFrame) => boolean,
 *    clock: import("../wire/clock.js").Clock, newId: () => string,
 *    bring?: (item: Item, signal: AbortSignal) => Promise<any>,
 *    tabs?: (on: import("./tabs.js").TabListeners) => import("./tabs.js").Tabs,
 *    on: OutboxListeners}} OutboxParts
 *  @param {OutboxParts} parts */
export const createOutbox = (parts) => new Outbox(parts);

class Outbox {
  /** @type {OutboxParts} */
  #parts;
  #lanes;
  #turn;
  #keeping; // messages are kept one after the other, so that they stay in the order of writing

  /** @param {OutboxParts} parts */
  constructor(parts) {
    const { send, tabs, store, clock, bring, on } = parts;
    const lanes = createLanes({
      send,
      clock,
      bring,
      stuck: (item, reason) => this.#fail(item, reason),
      overdue: (ms) => on.overdue?.(ms),
      sending: () => this.#turn.sending,
    });
    const turn = {
      go: lanes.live,
      rest: lanes.down,
      owing: () => this.owes(),
      catchUp: () => this.#load(),
      item: (item) => this.#hear(item),
    };
    this.#parts = parts;
    this.#lanes = lanes;
    this.#turn = createTurn({ tabs, store, clock, on: turn });
    this.ready = this.#load();
    store.late?.(() => this.#load());
    this.#keeping = this.ready.catch(() => {});
  }

  /** @param {string} ticket
   *  @param {string} body
   *  @param {string} [kind]
   *  @param {{[name: string]: any} | null} [carried]
   *  @param {{[field: string]: any}} [asks]
   *  @returns {Promise<Item>} */
  async add(ticket, body, kind = "message", carried = null, asks = {}) {
    if (characters(body) > LIMITS.body) throw new RangeError("too long");
    const { newId, clock, owner } = this.#parts;
    /** @type {Written} */
    const item = {
      id: newId(),
      owner,
      ticket,
      kind,
      body: wellFormed(body),
      at: clock.now(),
      state: "waiting",
      ...(carried && { carried }),
      ...(Object.keys(asks).length && { asks }),
    };
    const kept = this.#keeping.then(() => this.#keep(item));
    this.#keeping = kept.catch(() => {}); // told to the caller; the next one is kept all the same
    return kept;
  }

  live() {
    this.#turn.live();
  }

  down() {
    this.#turn.down();
  }

  /** `body`: as it is stored, which may be other than it was written.
   *  @param {{id: string, seq: number, at: string, body?: string}} frame */
  ack({ id, seq, at, body }) {
    const item = this.#lanes.find(id);
    if (item) this.#settle(item, { state: "stored", seq, at, ...(body !== undefined && { body }) });
    return Boolean(item);
  }

  /** @param {import("../wire/frames.js").TicketEvent[]} events */
  seen(events) {
    for (const event of events) this.ack(event);
  }

  /** @param {import("../wire/frames.js").Reject} frame */
  reject(frame) {
    const item = this.#lanes.find(frame.id);
    if (!item) return false;
    const seconds = retryAfter(frame);
    const lane = this.#lanes.of(item.ticket);
    if (frame.code === "not_ready") lane.bringAgain(item.id);
    if (seconds === null) this.#fail(item, frame);
    else lane.pause(seconds * 1000);
    return true;
  }

  /** @param {string} id
   *  @param {{[field: string]: any}} [asks] */
  async retry(id, asks = {}) {
    const item = this.#lanes.find(id);
    if (item?.state !== "failed") return;
    this.#change(item, { state: "waiting", reason: undefined, asks });
    await this.#parts.store.put(item);
    this.#turn.owe(item);
    this.#lanes.of(item.ticket).pump();
  }

  /** @param {string} id */
  discard(id) {
    const item = this.#lanes.find(id);
    if (!item) return;
    const held = this.#lanes.of(item.ticket).holds(item);
    if (held || item.state === "failed") this.#settle(item, { state: "discarded" });
  }

  /** @param {string} ticket
   *  @param {Reason} reason */
  giveUp(ticket, reason) {
    for (const item of this.items(ticket)) if (item.state === "waiting") this.#fail(item, reason);
  }

  /** @param {string} [ticket]
   *  @returns {Item[]} */
  items(ticket) {
    return this.#lanes.items(ticket);
  }

  /** @param {string} [ticket] */
  owes(ticket) {
    return this.items(ticket).some(({ state }) => state === "waiting");
  }

  /** @param {Item} told */
  #hear(told) {
    const item = this.#lanes.find(told.id);
    const open = told.state === "waiting" || told.state === "failed";
    if (!item) return void (open && this.#enqueue(told));
    const lane = this.#lanes.of(item.ticket);
    if (!open) lane.remove(item);
    this.#change(item, told);
    lane.landed(item.id);
  }

  async #load() {
    const { store, owner } = this.#parts;
    const mine = (await store.all()).filter((item) => item.owner === owner);
    for (const item of mine.sort((a, b) => a.order - b.order))
      if (!this.#lanes.find(item.id)) this.#enqueue(item);
  }

  /** @param {Written} item */
  async #keep(item) {
    const kept = await this.#parts.store.put(item);
    if (!this.#lanes.find(kept.id)) this.#enqueue(kept); // who became the sender meanwhile has found it
    this.#turn.owe(kept);
    return kept;
  }

  /** @param {Item} item */
  #enqueue(item) {
    this.#lanes.add(item);
    this.#change(item);
    this.#lanes.of(item.ticket).pump();
  }

  // Were it not removed after all, it would be sent again and get the same answer.
  /** @param {Item} item
   *  @param {Partial<Item>} verdict */
  #settle(item, verdict) {
    const lane = this.#lanes.of(item.ticket);
    lane.remove(item);
    this.#parts.store.remove(item.id);
    this.#change(item, verdict);
    this.#turn.tell(item);
    lane.landed(item.id);
  }

  // What the server will never take must not hold up what was written after it.
  /** @param {Item} item
   *  @param {Reason} reason */
  #fail(item, { code, message, event }) {
    this.#change(item, { state: "failed", reason: { code, message, ...(event && { event }) } });
    this.#parts.store.put(item);
    this.#turn.tell(item);
    this.#lanes.of(item.ticket).landed(item.id);
  }

  /** @param {Item} item
   *  @param {Partial<Item>} [changes] */
  #change(item, changes) {
    Object.assign(item, changes);
    this.#parts.on.change?.(item);
  }
}

// Half an emoji, as a cut text may end in, is no Unicode: no server could read the frame.
/** @type {(text: string) => string} */
const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");
