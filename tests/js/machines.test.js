// What befalls the outbox and the timeline: steps that nobody thought of (play.js).
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutbox } from "../../static/js/outbox/outbox.js";
import { createStorage } from "../../static/js/storage/storage.js";
import { createStore } from "../../static/js/storage/store.js";
import { createTimeline } from "../../static/js/conversation/timeline.js";
import { Clock } from "./cast.js";
import { fakeIndexedDB } from "./fake_indexeddb.js";
import { pick, play, settled } from "./play.js";

// — Alice writes —

const OWED = ["waiting", "failed"];
const plain = (items) => items.map(({ id, body, state }) => ({ id, body, state }));

class Writing {
  disk = fakeIndexedDB();
  written = { a: [], b: [] }; // what Alice may expect: {id, body, state, refused}
  logs = { a: [], b: [] }; // what the server has
  line = []; // sent, not read yet
  buried = []; // sent on lines that are gone: the server may read it all the same
  ids = 0;

  // A page, maybe after another that died in the midst of it, and its timers with it.
  async open() {
    this.clock = new Clock();
    this.timelines = { a: createTimeline(), b: createTimeline() };
    this.hangUp();
    this.notBefore = { a: 0, b: 0 };
    this.outbox = createOutbox({
      store: createStore(createStorage({ clock: this.clock, indexedDB: () => this.disk, onRefused: assert.ifError })),
      owner: "customer:a",
      clock: this.clock,
      newId: () => `m${++this.ids}`,
      send: (frame) => this.hearSend(frame),
      on: {},
    });
    await this.outbox.ready;
  }

  can = {
    connect: () => !this.up,
    cut: () => this.up,
    serve: () => this.line.length,
    late: () => this.buried.length,
    hear: () => this.answers.length,
    lose: () => this.answers.length,
    double: () => this.answers.length,
    retry: () => this.in("failed").length,
    discard: () => this.in("failed").length,
  };

  // — what she does —

  async write(n) {
    const ticket = pick(["a", "b"], n);
    const bodies = Array.from({ length: 1 + (n % 3) }, (_, i) => `no. ${this.ids + i + 1}`);
    bodies.forEach((body, i) => this.written[ticket].push({ id: `m${this.ids + i + 1}`, ticket, body, state: "waiting" }));
    await Promise.all(bodies.map((body) => this.outbox.add(ticket, body)));
  }
  retry(n) {
    const item = pick(this.in("failed"), n);
    item.state = "waiting";
    return this.outbox.retry(item.id);
  }
  discard(n) {
    const item = pick(this.in("failed"), n);
    item.state = "discarded";
    this.outbox.discard(item.id);
  }
  reload() {
    return this.open();
  }

  // — what the line does —

  connect() {
    this.up = true;
    this.outbox.live();
  }
  cut() {
    this.hangUp();
    this.outbox.down();
  }
  hangUp() {
    this.up = false;
    this.underWay = {};
    this.answers = [];
    this.buried.push(...this.line.splice(0));
  }
  pass(n) {
    this.clock.pass(n * 1_000);
  }
  lose() {
    this.answers.shift();
  }
  double() {
    this.answers.push(this.answers[0]);
  }

  // — what the server does —

  serve(n) {
    this.answers.push(this.verdict(this.line.shift(), n));
  }
  late() {
    this.verdict(this.buried.shift(), 0);
  }
  verdict({ id, ticket, body }, n) {
    const log = this.logs[ticket];
    const row = log.find((row) => row.id === id);
    if (row) assert.equal(body, row.body, "what was acked is sent anew with other content");
    else if (n > 7) return { type: "reject", id, ticket, code: "forbidden", message: "" };
    else if (n > 4) return { type: "reject", id, ticket, code: "rate_limited", message: "", retry_after: n - 3 };
    const kept = row ?? { id, body, seq: log.length + 1, at: "" };
    if (!row) log.push(kept);
    return { type: "ack", ticket, ...kept };
  }

  // — what the page hears of it, the model first —

  hear() {
    const answer = this.answers.shift();
    const { type, id, ticket, retry_after } = answer;
    const ours = this.in(...OWED).some((item) => item.id === id);
    if (retry_after && ours) {
      this.notBefore[ticket] = this.clock.now() + retry_after * 1_000;
      delete this.underWay[ticket];
    } else this.judge(id, type === "ack" ? "stored" : "failed");
    assert.equal(this.outbox[type](answer), ours);
  }
  echo(n) {
    const ticket = pick(["a", "b"], n);
    const timeline = this.timelines[ticket];
    const log = this.logs[ticket];
    const { added } = timeline.apply({ events: log.slice(0, timeline.after + n), head: log.length, more: false });
    const events = this.judged(added);
    this.outbox.seen(events);
    for (const _ of events); // the model hears of all, whatever the outbox listens to
  }
  // One by one: what the first lets go of may be sent before the second is looked at.
  *judged(events) {
    for (const event of events) {
      this.judge(event.id, "stored");
      yield event;
    }
  }
  judge(id, state) {
    const item = this.in(...OWED).find((item) => item.id === id);
    if (!item) return;
    item.state = state;
    item.refused ||= state === "failed";
    if (this.underWay[item.ticket] === id) delete this.underWay[item.ticket];
  }

  // — what must hold —

  in(...states) {
    return Object.values(this.written).flat().filter(({ state }) => states.includes(state));
  }
  waits(ticket) {
    return this.written[ticket].find(({ state }) => state === "waiting");
  }

  hearSend(frame) {
    const { id, ticket, body } = frame;
    assert.ok(this.up && !this.underWay[ticket], `${id} is sent without need`);
    assert.ok(this.clock.now() >= this.notBefore[ticket], `${id} is sent without patience`);
    const { id: next, body: asWritten } = this.waits(ticket) ?? {};
    assert.deepEqual([id, body], [next, asWritten], "not the oldest that waits, as it was written");
    this.underWay[ticket] = id;
    return Boolean(this.line.push(frame));
  }

  check() {
    for (const ticket of ["a", "b"]) {
      const owed = this.written[ticket].filter(({ state }) => OWED.includes(state));
      const kept = [...this.disk.disk("outbox").values()].filter((row) => row.ticket === ticket);
      assert.deepEqual(plain(this.outbox.items(ticket)), plain(owed));
      assert.deepEqual(plain(kept.sort((one, other) => one.order - other.order)), plain(owed), "on disk");
      const free = this.up && this.clock.now() >= this.notBefore[ticket];
      if (free && this.waits(ticket)) assert.ok(this.underWay[ticket], `${this.waits(ticket).id} is held up`);
    }
  }

  async calm() {
    if (this.up) this.cut();
    this.connect();
    await this.drain();
    for (const _ of this.in("failed")) await this.retry(0);
    await this.drain();
    while (this.buried.length) this.late();
    for (const [ticket, log] of Object.entries(this.logs)) {
      const ids = (items, want) => items.filter(want).map(({ id }) => id);
      const all = this.written[ticket];
      const discarded = ids(all, ({ state }) => state === "discarded");
      const stored = ids(log, ({ id }) => !discarded.includes(id));
      assert.deepEqual(stored.toSorted(), ids(all, ({ state }) => state === "stored").toSorted(), "each once");
      const refused = ids(all, (item) => item.refused || item.state === "discarded");
      const inOrder = (id) => !refused.includes(id);
      assert.deepEqual(ids(log, ({ id }) => inOrder(id)), ids(all, ({ id }) => inOrder(id)), "in order");
    }
  }
  async drain() {
    for (let turns = 0; turns < 300 && this.in("waiting").length; turns++) {
      while (this.line.length) this.serve(0);
      while (this.answers.length) this.hear();
      this.pass(1);
      await settled();
      this.check();
    }
    assert.deepEqual(this.in("waiting"), []);
  }
}

test("whatever befalls the outbox: each message once, in order, and none held up or lost", () =>
  play(Writing, { write: 3, serve: 12, hear: 12, lose: 2, double: 3, late: 2, echo: 1, connect: 12, cut: 1, reload: 1, pass: 3, retry: 6, discard: 3 }, 300));

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
    return { events, head, more: (events.at(-1)?.seq ?? head) < head, subject: "", status: `of ${this.logs}-${head}`, assignee: null };
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
    assert.equal(more, frame.more || frame.events.some(({ seq }) => seq > head), "what it lacks, it asks for");
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
    for (let more = this.connect(1); more; ) {
      assert.ok(++pages <= this.log.length, "it asks in circles");
      more = this.show(this.page(this.timeline.after));
    }
    assert.deepEqual(this.screen, this.log.slice(this.start), "not all of the log");
  }
}

test("whatever the wire does to the timeline: a prefix of the log, each event once", () =>
  play(Reading, { write: 4, sync: 3, leap: 1, restore: 1, connect: 2, arrive: 8, double: 2, lose: 2, scroll: 2, trim: 1 }, 250));
