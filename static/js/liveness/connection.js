// One socket's life: hello, catching up, pongs, doubts, loss. A connection that was
// lost never comes back; the link opens another. Times in milliseconds.
import * as frames from "../wire/frames.js";
import { createCatchUp } from "./catch_up.js";
import { createTimer } from "../wire/timer.js";

export const WELCOME = 5_000; // from the attempt's start to `welcome`
export const ANSWER = 2_000; // from a probe to its answer
export const SLOW = 15_000; // the same on the slowest of lines
const TRIPS = 4; // a socket's way to its welcome, in HTTP calls
const SPARE = 500;
const patienceAfter = (took) => Math.min(SLOW, TRIPS * took + SPARE);

/** openConnection({openSocket, hello, clock, took, on}); took: ms of the last HTTP call that was answered
 *  (without: 0); on: {phase(phase), frame(frame), lost({code, reason, retryAfter})}.
 *  Phases: connecting → syncing → live ⇄ doubting. `code` is undefined when it was the page that gave up.
 *  @typedef {import("../wire/clock.js").Clock} Clock
 *  @typedef {import("../wire/frames.js").ServerFrame} ServerFrame
 *  @typedef {{code?: number, reason?: string, retryAfter?: number | null}} Loss
 *  @typedef {{phase: (phase: string) => void, frame: (frame: ServerFrame) => void,
 *    lost: (how: Loss) => void}} Listeners
 *  @typedef {(on: import("../wire/socket.js").Ears) => import("../wire/socket.js").Socket} OpenSocket
 *  @param {{openSocket: OpenSocket, hello: () => import("../wire/frames.js").Hello, clock: Clock,
 *    took?: number, on: Listeners}} parts */
export const openConnection = (parts) => new Connection(parts);

class Connection {
  phase = "connecting";
  /** @type {frames.ProbeAnswer | null} what the last probe's answer said */
  health = null;
  /** @type {number | null} when it first had everything */
  liveSince = null;
  heardAt = 0; // when the server last said anything
  #parts;
  /** @type {any} a socket of wire/socket.js; nothing is sent before there is one */
  #socket = null;
  #timer;
  #catchUp;
  #startedAt;
  #due; // the welcome
  // eslint-disable-next-line house/words -- told to link.js, and to nobody else
  #late = "no welcome"; // why it is given up
  #greeted = false; // hello is sent: whatever is sent now comes after it
  #ended = false;
  #patience; // a silence that long is no reason to doubt
  #probe = 0;

  constructor(parts) {
    const { clock, hello } = parts;
    this.#parts = parts;
    this.#timer = createTimer(clock);
    this.#catchUp = createCatchUp({ clock, hello, send: (frame) => !this.#ended && this.send(frame) });
    this.#startedAt = clock.now();
    this.#due = this.#startedAt + Math.max(WELCOME, patienceAfter(parts.took ?? 0));
    this.#awaitWelcome();
    try {
      this.#socket = parts.openSocket(this.#ears());
    } catch (error) {
      // Refused on the spot (by policy, or by a browser that bounds retries): a loss like
      // any other, but told later, for nobody listens before the constructor is through.
      this.#timer.arm(0, () => this.#lose({ reason: String(error) }));
    }
  }

  /** @param {import("../wire/frames.js").PageFrame} frame */
  send(frame) {
    const text = frames.encode(frame);
    const taken = this.#greeted && text !== null && this.#socket.send(text);
    if (taken && frame.type === "unsubscribe") this.#leave(frame.ticket);
    return taken;
  }

  doubt() {
    if (!this.#trusted()) return;
    this.#enter("doubting");
    this.#ask();
  }

  /** Another way has just been answered, in `took` ms: what takes far longer to connect hangs on a dead
   *  line. */
  hurry(took) {
    if (this.phase !== "connecting") return;
    this.#due = this.#startedAt + patienceAfter(took);
    this.#late = "overtaken";
    this.#awaitWelcome();
  }

  /** Ends it without a word to anyone. */
  drop() {
    if (this.#ended) return;
    this.#ended = true;
    this.#timer.clear();
    this.#socket?.abandon();
  }

  // A connection that has ended hears nothing, even if its socket should still speak.
  #ears() {
    const unlessEnded =
      (listen) =>
      (...heard) =>
        void (this.#ended || listen(...heard));
    return {
      open: unlessEnded(() => this.#greet()),
      text: unlessEnded((text) => this.#hear(() => this.#read(frames.decode(text)))),
      binary: unlessEnded((buffer) => this.#hear(() => this.#beat(buffer))),
      close: unlessEnded((code, reason) => this.#closed({ code, reason })),
    };
  }

  #greet() {
    this.#greeted = true;
    this.send(this.#catchUp.hello());
  }

  // The watchdog is armed here and nowhere else: messages come in unthrottled, while
  // timers that follow from timers sleep for a minute in a hidden page.
  #hear(listen) {
    this.heardAt = this.#parts.clock.now();
    listen();
    if (this.#ended || !this.#trusted()) return;
    if (this.#catchUp.stalled) return this.#lose({ reason: "stalled" });
    this.#timer.arm(this.#patience, () => this.doubt()); // late or not: a doubt, never a close
  }

  #beat(buffer) {
    if (frames.isPing(buffer)) {
      this.#socket.send(frames.pong());
      this.#catchUp.pinged();
    }
    const answer = frames.probeAnswer(buffer);
    if (!answer) return;
    this.health = answer;
    // Nothing but this probe's answer will do: pings still come in where nothing gets out.
    if (this.phase === "doubting" && answer.n === this.#probe) this.#settle();
  }

  /** @param {ServerFrame | null} frame */
  #read(frame) {
    if (!frame) return;
    // Not refused: owed till the next sign-in.
    if (frame.type === "reject" && frame.code === "signed_out") return this.#closed({ code: 4401 });
    try {
      this.#parts.on.frame(frame); // first: "live" means that the page has applied everything
    } finally {
      if (!this.#ended) this.#follow(frame);
    }
  }

  /** @param {ServerFrame} frame */
  #follow(frame) {
    if (frame.type === "bye") return this.#closed({ ...frame, retryAfter: frame.retry_after });
    if (ofAnything(frame)) return this.#lose({ reason: frame.code, retryAfter: frames.retryAfter(frame) });
    if (frame.type === "welcome") this.#welcome(frame);
    this.#catchUp.take(frame);
    if (this.phase === "syncing") this.#settle();
  }

  #leave(ticket) {
    this.#catchUp.left(ticket);
    if (this.phase === "syncing") this.#settle();
  }

  #welcome({ timeout }) {
    this.#patience = timeout * 1000;
    this.#enter("syncing");
  }

  #settle() {
    this.#timer.trust();
    const live = this.#catchUp.done;
    if (live) this.liveSince ??= this.heardAt;
    this.#enter(live ? "live" : "syncing");
  }

  #awaitWelcome(ms = Math.max(0, this.#due - this.#parts.clock.now())) {
    this.#timer.deadline(ms, {
      missed: () => this.#lose({ reason: this.#late }),
      again: () => this.#awaitWelcome(WELCOME),
    });
  }

  #ask() {
    this.#probe = (this.#probe + 1) % 256;
    if (!this.#socket.send(frames.probe(this.#probe))) return this.#lose({ reason: "closed" });
    this.#timer.deadline(ANSWER, {
      missed: () => this.#lose({ reason: "no answer" }),
      again: () => this.#ask(),
    });
  }

  #trusted() {
    return this.phase === "live" || this.phase === "syncing";
  }

  #enter(phase) {
    if (phase === this.phase) return;
    this.phase = phase;
    this.#parts.on.phase(phase);
  }

  // A machine that slept between connecting and saying hello finds a 4400 for its hello
  // that never came. That is no quarrel over the protocol, and must not stop the page.
  /** @param {Loss} how */
  #closed({ code, reason, retryAfter }) {
    const overslept = this.phase === "connecting" && this.#parts.clock.now() - this.#startedAt >= WELCOME;
    this.#lose(overslept && code === 4400 ? { reason: "overslept" } : { code, reason, retryAfter });
  }

  /** @param {Loss} how */
  #lose(how) {
    this.drop();
    this.#parts.on.lost(how);
  }
}

// A frame was refused for now, and nobody knows which: a `hello`, a `sync`, a message?
// Then all of them are said again, by starting anew.
/** @param {ServerFrame} frame
 *  @returns {frame is frames.Reject} */
const ofAnything = (frame) =>
  frame.type === "reject" && !frame.id && !frame.ticket && frames.retryAfter(frame) !== null;
