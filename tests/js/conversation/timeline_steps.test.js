// What befalls the timeline: steps that nobody thought of (play.js).
import assert from "node:assert/strict";
import { test } from "node:test";
import { createTimeline } from "../../../static/js/conversation/timeline.js";
import { pick, play } from "../play.js";

// — Bob reads —

const PAGE = 5;
const LONG = 10; // events: a gap over this is answered by the newest page

class Reading {
  timeline = createTimeline();
  log = [];
  shown = this.log; // the one that the page has seen the beginning of
  screen = []; // what was added
  start = 0; // events older than those
  wire = [];
  logs = 0;

  can = {
    sync: () => this.up,
    leap: () => this.up,
    arrive: () => this.wire.length,
    double: () => this.wire.length,
    lose: () => this.wire.length,
    scroll: () => this.start && this.screen.length,
    trim: () => this.screen.length,
  };

  open() {
    this.connect(1);
  }

  // — what the server does —

  write(n) {
    for (let i = 0; i <= n % 4; i++) {
      this.log.push({ seq: this.log.length + 1, id: `${this.logs}-${this.log.length + 1}`, body: "" });
      if (this.up) this.wire.push(this.frame(this.log.slice(-1)));
    }
  }
  sync() {
    this.wire.push(this.page(this.timeline.after));
  }
  leap(n) {
    this.wire.push({ ...this.page(Math.max(0, this.log.length - n)), anew: true });
  }
  // A backup is older, and goes on in its own way.
  restore(n) {
    this.log = this.log.slice(0, -n || undefined);
    this.logs += 1;
    this.cut();
    this.write(n);
  }

  page(after) {
    return this.frame(this.log.slice(after, after + PAGE));
  }
  frame(events) {
    const head = this.log.length;
    return {
      events,
      head,
      more: (events.at(-1)?.seq ?? head) < head,
      subject: "",
      status: `of ${this.logs}-${head}`,
      assignee: null,
    };
  }
  hello({ after, last }) {
    if (after && this.log[after - 1]?.id !== last) return { ...this.page(0), anew: true };
    const gap = this.log.length - after;
    return gap > LONG ? { ...this.page(this.log.length - PAGE), anew: true } : this.page(after);
  }

  // — what the line does —

  cut() {
    this.up = false;
    this.wire = [];
  }
  // The answer is the first on its line, or the line broke before it.
  connect(n) {
    this.cut();
    if (n % 4 === 0) return false;
    this.up = true;
    const answer = this.hello(this.timeline.resume());
    this.shown = this.log;
    this.newest = null; // whatever the page had heard before of another log's head
    return this.show(answer);
  }
  arrive(n) {
    this.show(this.wire.splice(n % this.wire.length, 1)[0]);
  }
  double(n) {
    this.wire.push(pick(this.wire, n));
  }
  lose(n) {
    this.wire.splice(n % this.wire.length, 1);
  }

  // — what Bob does —

  // Towards the older ones; some answers are to a question of before, and leave a hole.
  scroll(n) {
    const upTo = Math.max(0, this.start - (n % 3 === 0));
    const older = this.shown.slice(Math.max(0, upTo - n - 1), upTo);
    const fits = older.length > 0 && upTo === this.start;
    assert.equal(this.timeline.prepend(older), fits);
    if (!fits) return;
    this.screen.unshift(...older);
    this.start -= older.length;
  }
  trim(n) {
    this.timeline.trim(n + 1);
    this.start += Math.max(0, this.screen.length - n - 1);
    this.screen = this.screen.slice(-n - 1);
  }

  // — what must hold —

  show(frame) {
    const { added, head, more, anew } = this.timeline.apply(frame);
    assert.equal(anew, Boolean(frame.anew));
    if (anew) [this.screen, this.start, this.newest] = [[], (frame.events[0]?.seq ?? 1) - 1, null];
    this.screen.push(...added);
    if (frame.head >= (this.newest?.head ?? 0)) this.newest = frame;
    assert.equal(head, this.start + this.screen.length);
    assert.equal(
      more,
      frame.more || frame.events.some(({ seq }) => seq > head),
      "what it lacks, it asks for",
    );
    this.check();
    return more;
  }

  check() {
    const { start, screen, shown, timeline } = this;
    assert.deepEqual(screen, shown.slice(start, start + screen.length), "no prefix of the log");
    assert.deepEqual(timeline.events, screen);
    for (const event of shown) assert.equal(timeline.find(event.id), screen[event.seq - start - 1]);
    assert.equal(timeline.ticket.status, this.newest.status);
  }

  calm() {
    let pages = 0;
    for (let more = this.connect(1); more;) {
      assert.ok(++pages <= this.log.length, "it asks in circles");
      more = this.show(this.page(this.timeline.after));
    }
    assert.deepEqual(this.screen, this.log.slice(this.start), "not all of the log");
  }
}

test("whatever the wire does to the timeline: a prefix of the log, each event once", () =>
  play(
    Reading,
    { write: 4, sync: 3, leap: 1, restore: 1, connect: 2, arrive: 8, double: 2, lose: 2, scroll: 2, trim: 1 },
    250,
  ));
