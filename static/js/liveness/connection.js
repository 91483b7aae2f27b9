// One socket's life: hello, catching up, pongs, doubts, loss. A connection that was
// lost never comes back; the link opens another. Times in milliseconds.
import * as frames from "../wire/frames.js";
import { createTimer } from "./timer.js";

export const WELCOME = 5_000; // from the attempt's start to `welcome`
export const ANSWER = 2_000; // from a probe to its answer
export const STALL = 15_000; // syncing, with pings but without a page of events

/** openConnection({openSocket, hello, clock, on}); on: {phase(phase), frame(frame), lost({code, reason, retryAfter})}.
 *  Phases: connecting → syncing → live ⇄ doubting. `code` is undefined when it was the page that gave up. */
export const openConnection = (parts) => new Connection(parts);

class Connection {
  phase = "connecting";
  health = null; // what the last probe's answer said
  liveSince = null; // when it first had everything
  heardAt = null; // when the server last said anything
  #parts;
  #socket = null;
  #timer;
  #ended = false;
  #patience; // a silence that long is no reason to doubt
  #unsynced = null; // tickets whose newest page hasn't come; null before `welcome`
  #progressAt; // when syncing last got on
  #probe = 0;

  constructor(parts) {
    this.#parts = parts;
    this.#timer = createTimer(parts.clock);
    this.#awaitWelcome();
    try {
      this.#socket = parts.openSocket(this.#ears());
    } catch (error) {
      // Refused on the spot (by policy, or by a browser that bounds retries): a loss like
      // any other, but told later, for nobody listens before the constructor is through.
      this.#timer.arm(0, () => this.#lose({ reason: String(error) }));
    }
  }

  send(frame) {
    const text = frames.encode(frame);
    return this.#unsynced !== null && text !== null && this.#socket.send(text);
  }

  doubt() {
    if (!this.#trusted()) return;
    this.#enter("doubting");
    this.#ask();
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
    const unlessEnded = (listen) => (...heard) => void (this.#ended || listen(...heard));
    return {
      open: unlessEnded(() => this.#socket.send(frames.encode(this.#parts.hello()))),
      text: unlessEnded((text) => this.#hear(() => this.#read(frames.decode(text)))),
      binary: unlessEnded((buffer) => this.#hear(() => this.#beat(buffer))),
      close: unlessEnded((code, reason) => this.#lose({ code, reason })),
    };
  }

  // The watchdog is armed here and nowhere else: messages come in unthrottled, while
  // timers that follow from timers sleep for a minute in a hidden page.
  #hear(listen) {
    this.heardAt = this.#parts.clock.now();
    listen();
    if (this.#ended || !this.#trusted()) return;
    if (this.phase === "syncing" && this.heardAt - this.#progressAt > STALL) return this.#lose({ reason: "stalled" });
    this.#timer.arm(this.#patience, () => this.doubt()); // late or not: a doubt, never a close
  }

  #beat(buffer) {
    if (frames.isPing(buffer)) return void this.#socket.send(frames.pong());
    const answer = frames.probeAnswer(buffer);
    if (!answer) return;
    this.health = answer;
    if (this.phase === "doubting" && answer.n === this.#probe) this.#settle();
  }

  #read(frame) {
    if (!frame) return;
    try {
      this.#parts.on.frame(frame); // first: "live" means that the page has applied everything
    } finally {
      if (!this.#ended) this.#follow(frame);
    }
  }

  #follow(frame) {
    if (frame.type === "bye") return this.#lose({ ...frame, retryAfter: frame.retry_after });
    if (frame.type === "welcome") this.#welcome(frame);
    if (frame.type === "events") this.#caughtUp(frame.ticket, !frame.more);
    if (frame.type === "reject" && frame.ticket && !frame.id) this.#refused(frame);
    if (this.phase === "syncing") this.#settle();
  }

  #welcome({ timeout }) {
    this.#patience = timeout * 1000;
    this.#unsynced = new Set(this.#wanted().map(({ ticket }) => ticket));
    this.#progressAt = this.heardAt;
    this.#enter("syncing");
  }

  #caughtUp(ticket, entirely) {
    this.#progressAt = this.heardAt;
    if (entirely) this.#unsynced?.delete(ticket);
  }

  // A ticket that can't be had is waited for no longer. One that couldn't be read just
  // now is asked for again, from where the page is then.
  #refused(reject) {
    const seconds = frames.retryAfter(reject);
    this.#caughtUp(reject.ticket, seconds === null);
    if (seconds === null) return;
    this.#parts.clock.setTimeout(() => {
      const one = this.#wanted().find(({ ticket }) => ticket === reject.ticket);
      if (one && !this.#ended) this.send(frames.subscribe(one));
    }, seconds * 1000);
  }

  #settle() {
    this.#timer.trust();
    const live = this.#unsynced.size === 0;
    if (live) this.liveSince ??= this.heardAt;
    this.#enter(live ? "live" : "syncing");
  }

  #awaitWelcome() {
    this.#timer.deadline(WELCOME, { missed: () => this.#lose({ reason: "no welcome" }), again: () => this.#awaitWelcome() });
  }

  #ask() {
    this.#probe = (this.#probe + 1) % 256;
    if (!this.#socket.send(frames.probe(this.#probe))) return this.#lose({ reason: "closed" });
    this.#timer.deadline(ANSWER, { missed: () => this.#lose({ reason: "no answer" }), again: () => this.#ask() });
  }

  #wanted() {
    return this.#parts.hello().tickets;
  }

  #trusted() {
    return this.phase === "live" || this.phase === "syncing";
  }

  #enter(phase) {
    if (phase === this.phase) return;
    this.phase = phase;
    this.#parts.on.phase(phase);
  }

  #lose({ code, reason, retryAfter }) {
    this.drop();
    this.#parts.on.lost({ code, reason, retryAfter });
  }
}
