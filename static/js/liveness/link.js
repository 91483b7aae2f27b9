// The page's link to the server: one socket after the other, for as long as the
// page lives. What one socket goes through is in connection.js.
//
//   waiting → connecting → syncing → live ⇄ doubting → waiting
//   frozen      the browser has put the page to sleep; nudge("resume") ends it
//   signed-out  the server wants a sign-in (4401), and what cookie the browser has by now is none; open(),
//               or a nudge, tries again
//   stopped     the server will never talk to this page (see .stop); only open() tries again
//   closed      not opened yet, or closed by the page
import { delayAfterSilence, delayBefore, restartDelay } from "../wire/backoff.js";
import { afterClose } from "../wire/frames.js";
import { openConnection } from "./connection.js";

export const STEADY = 10_000; // ms of live after which a loss counts as the first again
export const RETRY_AFTER = 5; // seconds, where the server says to wait and not how long
export const NEW_COOKIE = 2; // seconds until the answer to who changed the password elsewhere has brought it
// Another network, maybe: what was learnt of the last one is void.
const NEWS = new Set(["online", "visible", "resume"]);
// No reason to connect while HTTP carries the chat, or is to find out first.
const IDLE = new Set(["send", "focus"]);

/** createLink({openSocket, hello, clock, random, visible, carried, on}):
 *  openSocket(handlers) → socket: (handlers) => openSocket(socketUrl(location), handlers) of wire/socket.js
 *  hello() → the hello frame, asked for at each attempt, so that `after` is up to date
 *  clock: wire/clock.js; random() → 0 … 1; visible() → whether somebody may be looking
 *  carried() → whether HTTP carries the chat meanwhile
 *  on: all are optional
 *    state(state)   one of the above, after it changed
 *    frame(frame)   every text frame of the server, in order, `welcome` and `bye` included
 *    live()         a new connection has everything: time for the outbox to send (not after a mere doubt)
 *    down()         a connection that had been live is gone
 *
 *  .state    .stop {code, reason} when stopped, else null
 *  .retryAt  when the next attempt is due (clock.now() milliseconds), or null: now, or when an HTTP call is
 *  answered
 *  .held     the server asked to be left alone until then (4429, or too busy): "try now" does nothing
 *  .health   {ticking, database, draining} of the last answered probe, or null
 *  .open()   starts it
 *  .send(frame) → whether the socket took it, behind its hello; false too for a frame over 64 KiB
 *  .doubt()  probe now (an ack is overdue)
 *  .reconnect()  this connection is of no use any more: another one
 *  .nudge(reason)  "online", "offline", "visible", "focus", "resume": probes, or connects at once;
 *                  "send", "now" (the button): connects at once if there is no connection
 *  .passes(ms)  after a silence an HTTP call was answered, in so many milliseconds
 *  .told({code, reason})  what the server would close with, heard over another way
 *  .freeze() on `freeze` and `pagehide`
 *  .close()  for good
 *  @typedef {import("./connection.js").Loss} Loss
 *  @typedef {{state?: (state: string) => void,
 *    frame?: (frame: import("../wire/frames.js").ServerFrame) => void, live?: () => void,
 *    down?: () => void}} LinkListeners
 *  @typedef {{openSocket: import("./connection.js").OpenSocket,
 *    hello: () => import("../wire/frames.js").Hello, clock: import("../wire/clock.js").Clock,
 *    random: () => number, visible: () => boolean, carried?: () => boolean, on: LinkListeners}} LinkParts
 *  @param {LinkParts} parts */
export const createLink = (parts) => new Link(parts);

class Link {
  state = "closed";
  /** @type {{code?: number, reason?: string} | null} */
  stop = null;
  /** @type {number | null} */
  retryAt = null;
  held = false;
  /** @type {LinkParts} */
  #parts;
  /** @type {ReturnType<typeof openConnection> | null} */
  #connection = null;
  #up = false; // live() was told, down() is owed
  #attempt = 0;
  #trying = false; // the cookie that the browser has by now, in a moment
  #silent = 0; // attempts in a row that brought no `welcome` in time
  #took = 0; // ms of the last HTTP call that was answered after a silence
  #backingOff = false; // it waits of its own accord, and the server asked for nothing
  #timer;

  /** @param {LinkParts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  get health() {
    return this.#connection?.health ?? null;
  }

  get #welcomed() {
    return this.#connection !== null && this.#connection.phase !== "connecting";
  }

  open() {
    if (!this.#connection) this.#connect();
  }

  /** @param {import("../wire/frames.js").PageFrame} frame */
  send(frame) {
    return this.#connection?.send(frame) ?? false;
  }

  doubt() {
    this.#connection?.doubt();
  }

  reconnect() {
    if (this.#connection) this.#retry();
  }

  /** @param {string} reason */
  nudge(reason) {
    const fromSystem = reason !== "send" && reason !== "now";
    if (this.#connection) return void (fromSystem && this.#connection.doubt());
    const useless = reason === "offline" || this.held || this.state === "closed" || this.state === "stopped";
    if (NEWS.has(reason)) this.#attempt = this.#silent = 0;
    const idle = IDLE.has(reason) && (this.#silent || this.#parts.carried?.());
    if (!useless && !idle) this.#connect();
  }

  /** @param {number} took */
  passes(took) {
    this.#attempt = this.#silent = 0;
    this.#took = took;
    if (this.#connection) this.#connection.hurry(took);
    else if (this.#backingOff) this.#retry();
  }

  /** @param {Loss} bye */
  told(bye) {
    if (this.state !== "closed" && !this.#trying) this.#lost(bye);
  }

  // A sleeping page reads nothing, and says so: that tells the other side at once, and
  // lets the browser keep the page for its "back" button.
  freeze() {
    if (this.#connection || this.state === "waiting") this.#rest("frozen");
  }

  close() {
    this.#rest("closed");
  }

  #connect() {
    this.#leave();
    this.stop = null;
    /** @type {import("./connection.js").Listeners} */
    const on = {
      phase: (phase) => this.#follow(phase),
      frame: (frame) => this.#parts.on.frame?.(frame),
      lost: (how) => this.#lost(how),
    };
    this.#connection = openConnection({ ...this.#parts, took: this.#took, on });
    this.#follow(this.#connection.phase);
  }

  /** @param {string} phase */
  #follow(phase) {
    if (phase === "syncing") this.#silent = 0;
    this.#enter(phase);
    if (this.#connection?.phase !== "live" || this.#up) return;
    this.#up = true;
    this.#parts.on.live?.();
  }

  /** @param {Loss} how */
  #lost({ code, reason, retryAfter }) {
    if (reason === "no welcome") this.#silent += 1;
    switch (afterClose(code)) {
      case "restart":
        return this.#wait(restartDelay(retryAfter ?? RETRY_AFTER, this.#parts.random));
      case "later":
        return this.#retry(retryAfter ?? RETRY_AFTER);
      case "signin":
        return this.#welcomed ? this.#tryCookie() : this.#rest("signed-out");
      case "stop":
        this.stop = { code, reason };
        return this.#rest("stopped");
      default:
        return this.#retry(retryAfter ?? 0);
    }
  }

  #tryCookie() {
    this.#retry(NEW_COOKIE);
    this.#trying = true;
  }

  // `seconds` that the server asked for are never cut short.
  #retry(seconds = 0) {
    this.#leave();
    const { random, visible, carried = () => false } = this.#parts;
    const delay = delayBefore(this.#attempt++, { hidden: !visible(), carried: carried(), random });
    const ms = this.#silent ? delayAfterSilence(this.#silent, random) : delay;
    this.#wait(seconds * 1000 + ms, { held: seconds > 0, backingOff: !seconds });
  }

  #wait(ms, { held = false, backingOff = false } = {}) {
    const { clock } = this.#parts;
    this.#leave();
    this.held = held;
    this.#backingOff = backingOff;
    this.retryAt = backingOff && this.#silent ? null : clock.now() + ms;
    this.#timer = clock.setTimeout(() => this.#connect(), ms);
    this.#enter("waiting");
  }

  #rest(state) {
    this.#leave();
    this.#enter(state);
  }

  #leave() {
    const left = this.#connection;
    this.#connection = null;
    this.#trying = false;
    this.#parts.clock.clearTimeout(this.#timer);
    this.retryAt = null;
    this.held = this.#backingOff = false;
    left?.drop();
    if (left?.liveSince != null && left.heardAt - left.liveSince >= STEADY) this.#attempt = 0;
    if (this.#up) {
      this.#up = false;
      this.#parts.on.down?.();
    }
  }

  #enter(state) {
    if (state === this.state) return;
    this.state = state;
    this.#parts.on.state?.(state);
  }
}
