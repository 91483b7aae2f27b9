// The page's second way: HTTP, while there is no live socket. It speaks the same
// frames, so the page notices nothing but that news comes every few seconds.
import { callOf, framesOf } from "../wire/calls.js";
import { subscribe } from "../wire/frames.js";
import { agents } from "../wire/shapes.js";

export const AFTER = 3_000; // ms without a live socket before the twin begins
export const EVERY = 3_000; // ms between two readings, give or take half
export const EVERY_HIDDEN = 20_000; // the same while nobody looks
const TRYING = new Set(["waiting", "connecting"]);

/** createTwin({ask, hello, clock, random, visible, on}): ask: of wire/http.js; hello, random, visible: as
 *  for the link
 *  on: up()          the server can be talked to: time for the outbox to send
 *      down()        it can't any more, or the socket takes over
 *      frame(frame)  as from a socket
 *      read()        a round begins: read what only HTTP gives (the desk's list)
 *      told({code})  what the server would have closed a socket with: link.told
 *      passes(ms)    a call was answered in so many ms, after a silence: link.passes
 *  .works    whether the last word with the server was a good one
 *  .carries  whether it was so before the socket that is tried just now, too
 *  .follow(state)  the link's, at each change
 *  .send(frame) → whether it was taken · .hurry() somebody looks: read now
 *  @typedef {import("../wire/frames.js").PageFrame} PageFrame
 *  @typedef {{up?: () => void, down?: () => void,
 *    frame: (frame: import("../wire/frames.js").ServerFrame) => void, read?: () => void,
 *    told: (bye: import("./connection.js").Loss) => void, passes?: (ms: number) => void}} TwinListeners
 *  @typedef {{ask: import("../wire/http.js").Ask, hello: () => import("../wire/frames.js").Hello,
 *    clock: import("../wire/clock.js").Clock,
 *    random: () => number, visible: () => boolean, on: TwinListeners}} TwinParts
 *  @param {TwinParts} parts */
export const createTwin = (parts) => new Twin(parts);

class Twin {
  works = false;
  carries = false;
  /** @type {TwinParts} */
  #parts;
  /** @type {number | null} when the socket was last live, or should have become so */
  #lostAt = null;
  /** @type {AbortController | null} of the calls under way; null: the twin is off */
  #calls = null;
  #timer;

  /** @param {TwinParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** @param {string} state */
  follow(state) {
    const { clock } = this.#parts;
    if (state === "live") this.carries = false;
    if (state === "live" || !(TRYING.has(state) || state === "syncing" || state === "doubting"))
      this.#lostAt = null;
    else this.#lostAt ??= clock.now();
    if (!TRYING.has(state)) return this.#rest();
    if (this.#calls) return;
    clock.clearTimeout(this.#timer);
    const lostAt = this.#lostAt ?? clock.now();
    // The clock may be set back.
    this.#timer = clock.setTimeout(() => this.#begin(), Math.min(AFTER, lostAt + AFTER - clock.now()));
  }

  /** @param {PageFrame} frame */
  send(frame) {
    if (!this.works || !callOf(frame)) return false;
    this.#say(frame);
    return true;
  }

  hurry() {
    if (this.#calls) this.#round();
  }

  #begin() {
    this.#calls = new AbortController();
    this.#round();
  }

  #rest() {
    this.#parts.clock.clearTimeout(this.#timer);
    this.#calls?.abort(); // whatever was under way goes again, with its id, over the socket
    this.#calls = null;
    this.#enter(false);
  }

  // One round at a time: the next is set when this one is through, whatever came of it.
  async #round() {
    const { clock, hello } = this.#parts;
    const calls = this.#calls;
    const began = clock.now();
    clock.clearTimeout(this.#timer);
    const { tickets, queue } = hello();
    const heard = [
      queue ? this.#signedIn() : { good: true, wait: 0 },
      ...tickets.map((place) => this.#say(subscribe(place))),
    ];
    const results = await Promise.all(heard);
    if (calls !== this.#calls) return;
    this.carries = results.every(({ good }) => good);
    this.#enter(this.carries);
    if (this.works) this.#parts.on.read?.();
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(
      () => this.#round(),
      this.#pause(Math.max(...results.map(({ wait }) => wait)), clock.now() - began),
    );
  }

  /** @param {PageFrame} frame */
  async #say(frame) {
    const calls = this.#calls;
    // Only frames that have a call come here.
    const call = /** @type {import("../wire/http.js").Call} */ (callOf(frame));
    const heard = await this.#parts.ask(call, calls?.signal);
    if (calls !== this.#calls) return lost;
    if (heard.status === 0) return this.#fail();
    if (heard.answer?.gone) this.#parts.on.frame({ type: "gone", ticket: frame.ticket });
    if (await this.#stranger(heard.status)) return lost;
    if (heard.status === 401) return this.#fail(); // signed in again meanwhile: it is said again
    if (heard.status < 300) this.#good(heard); // first: the page may answer at once, with a sync
    for (const answer of framesOf(frame, heard)) this.#parts.on.frame(answer);
    const busy = heard.status === 429 || heard.status === 503;
    return { good: !busy, wait: busy ? heard.retryAfter * 1000 : 0 };
  }

  #good(heard) {
    this.#passes(heard);
    this.carries = true;
    this.#enter(true);
  }

  /** @param {import("../wire/http.js").Answer} heard */
  #passes({ took = 0, overtook }) {
    if (overtook || !this.works) this.#parts.on.passes?.(took);
  }

  #fail() {
    this.carries = false;
    this.#enter(false);
    return lost;
  }

  // To a stranger every ticket is "not found". A customer has only this one, so that is
  // the end; an agent may just have been signed out, and then nothing said is final.
  async #stranger(status) {
    if (status !== 401 && status !== 404) return false;
    if (this.#parts.hello().queue) return !(await this.#signedIn()).good;
    this.#parts.on.told({ code: status === 401 ? 4401 : 4404 });
    return true;
  }

  async #signedIn() {
    const calls = this.#calls;
    const heard = await this.#parts.ask(
      { method: "GET", path: "/api/agents", brings: agents },
      calls?.signal,
    );
    const { status, retryAfter } = heard;
    if (calls !== this.#calls) return lost;
    if (status === 200) this.#passes(heard);
    if (status === 401) this.#parts.on.told({ code: 4401 });
    return { good: status === 200, wait: status === 429 || status === 503 ? retryAfter * 1000 : 0 };
  }

  // From the round's begin: one that took long, in silence, is followed at once by the next.
  #pause(wait, lasted) {
    const { random, visible } = this.#parts;
    return Math.max(wait, (visible() ? EVERY : EVERY_HIDDEN) * (0.5 + random()) - Math.max(0, lasted));
  }

  #enter(works) {
    if (works === this.works) return;
    this.works = works;
    if (works) this.#parts.on.up?.();
    else this.#parts.on.down?.();
  }
}

const lost = { good: false, wait: 0 };
