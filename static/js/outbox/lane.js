// One ticket's messages on their way out, oldest first, one under way at a time.
import { send as sendFrame } from "../wire/frames.js";
import { fieldsOf } from "./carried.js";

export const OVERDUE = 4_000; // ms after which a missing ack is a reason to doubt the link

/** createLane({send(frame) → bool, clock, overdue(ms), bring(item, signal) → promise, stuck(item, reason)}):
 *  items are the outbox's, those with state "waiting" are sent. No verdict is judged here, only awaited.
 *  What a message carries is brought first, and those behind it wait: each sender's order is kept.
 *  @typedef {import("./outbox.js").Item} Item
 *  @typedef {{send: (frame: import("../wire/frames.js").PageFrame) => boolean,
 *    clock: import("../wire/clock.js").Clock, overdue: (ms: number) => void,
 *    bring?: (item: Item, signal: AbortSignal) => Promise<any>,
 *    stuck?: (item: Item, reason: any) => void}} LaneParts
 *  @param {LaneParts} parts */
export const createLane = (parts) => new Lane(parts);

class Lane {
  /** @type {Item[]} */
  items = [];
  /** @type {LaneParts} */
  #parts;
  #up = false;
  /** @type {string | null} the id that waits for its verdict */
  #underWay = null;
  #ackTimer;
  #pause = null;
  /** @type {Map<string, AbortController | true>} by id: what it carries is on its way, or (true) there */
  #brought = new Map();

  /** @param {LaneParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  live() {
    this.#up = true;
    this.pump();
  }

  // Whether what was under way has arrived, nobody knows: it goes again, with its id.
  down() {
    this.#up = false;
    this.#land();
  }

  pump() {
    const next = this.items.find(({ state }) => state === "waiting");
    if (!this.#up || !next || !this.#isThere(next) || this.#underWay || this.#pause) return;
    this.#underWay = next.id;
    this.#expectVerdict(OVERDUE); // first, for it may come in the same breath
    if (!this.#parts.send({ ...sendFrame(next), ...fieldsOf(next.carried), ...next.asks })) this.#land();
  }

  /** Whether all that it carries is there; else it is brought.
   *  @param {Item} item */
  #isThere(item) {
    if (!item.carried || this.#brought.get(item.id) === true) return true;
    if (!this.#brought.has(item.id)) this.#bring(item);
    return false;
  }

  /** @param {Item} item */
  #bring(item) {
    const ending = new AbortController();
    const mine = () => this.#brought.get(item.id) === ending;
    this.#brought.set(item.id, ending);
    this.#parts.bring?.(item, ending.signal).then(
      () => {
        if (mine()) this.#brought.set(item.id, true);
        this.pump();
      },
      (reason) => {
        if (mine() && this.#brought.delete(item.id)) this.#parts.stuck?.(item, reason);
      },
    );
  }

  /** The server hasn't all that it carries, after all.
   *  @param {string} id */
  bringAgain(id) {
    if (this.#brought.get(id) === true) this.#brought.delete(id);
  }

  /** Nothing of the message itself has gone yet.
   *  @param {Item} item */
  holds = (item) => Boolean(item.carried) && item.state === "waiting" && this.#underWay !== item.id;

  /** The verdict on `id` is there; the next message may go. */
  landed(id) {
    if (this.#underWay === id) this.#land();
    this.pump();
  }

  /** The server asks for patience: nothing of this ticket goes for so long, so that
   *  nothing overtakes. A new connection is no reason to be less patient. */
  pause(ms) {
    const { clock } = this.#parts;
    this.#land();
    clock.clearTimeout(this.#pause);
    this.#pause = clock.setTimeout(() => {
      this.#pause = null;
      this.pump();
    }, ms);
  }

  /** @param {Item} item */
  remove(item) {
    const ending = this.#brought.get(item.id);
    if (ending instanceof AbortController) ending.abort();
    this.#brought.delete(item.id);
    this.items.splice(this.items.indexOf(item), 1);
  }

  #land() {
    this.#underWay = null;
    this.#parts.clock.clearTimeout(this.#ackTimer);
  }

  #expectVerdict(waited) {
    this.#ackTimer = this.#parts.clock.setTimeout(() => {
      this.#expectVerdict(waited + OVERDUE);
      this.#parts.overdue(waited);
    }, OVERDUE);
  }
}
