// What befalls the outbox: steps that nobody thought of (play.js).
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutbox } from "../../../static/js/outbox/outbox.js";
import { createStorage } from "../../../static/js/storage/storage.js";
import { createStore } from "../../../static/js/storage/store.js";
import { createTimeline } from "../../../static/js/conversation/timeline.js";
import { Clock } from "../cast.js";
import { fakeIndexedDB } from "../fake_indexeddb.js";
import { pick, play, settled } from "../play.js";

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
      store: createStore(
        createStorage({ clock: this.clock, indexedDB: () => this.disk, onRefused: assert.ifError }),
      ),
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
    bodies.forEach((body, i) =>
      this.written[ticket].push({ id: `m${this.ids + i + 1}`, ticket, body, state: "waiting" }),
    );
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
    else if (n > 4)
      return { type: "reject", id, ticket, code: "rate_limited", message: "", retry_after: n - 3 };
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
    const { added } = timeline.apply({
      events: log.slice(0, timeline.after + n),
      head: log.length,
      more: false,
    });
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
    return Object.values(this.written)
      .flat()
      .filter(({ state }) => states.includes(state));
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
      assert.deepEqual(
        stored.toSorted(),
        ids(all, ({ state }) => state === "stored").toSorted(),
        "each once",
      );
      const refused = ids(all, (item) => item.refused || item.state === "discarded");
      const inOrder = (id) => !refused.includes(id);
      assert.deepEqual(
        ids(log, ({ id }) => inOrder(id)),
        ids(all, ({ id }) => inOrder(id)),
        "in order",
      );
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
  play(
    Writing,
    {
      write: 3,
      serve: 12,
      hear: 12,
      lose: 2,
      double: 3,
      late: 2,
      echo: 1,
      connect: 12,
      cut: 1,
      reload: 1,
      pass: 3,
      retry: 6,
      discard: 3,
    },
    300,
  ));
