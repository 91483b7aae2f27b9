// One ticket's messages on their way out, oldest first, one under way at a time.
import { send as sendFrame } from "../wire/frames.js";

export const OVERDUE = 4_000; // ms after which a missing ack is a reason to doubt the link

/** createLane({send(frame) → bool, clock, overdue(ms)}): items are the outbox's, those with
 *  state "waiting" are sent. No verdict is judged here, only awaited.
 *  @typedef {import("./outbox.js").Item} Item
 *  @typedef {{send: (frame: import("../wire/frames.js").PageFrame) => boolean,
 *    clock: import("../wire/clock.js").Clock, overdue: (ms: number) => void}} LaneParts
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
    if (!this.#up || !next || this.#underWay || this.#pause) return;
    this.#underWay = next.id;
    this.#expectVerdict(OVERDUE); // first, for it may come in the same breath
    if (!this.#parts.send(sendFrame(next))) this.#land();
  }

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
