// "Delivered" and "read" are said until the server knows, and never before they are true.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { createOwnMarks } from "../../../static/js/conversation/own_marks.js";
import { play } from "../play.js";

let newest, open, looks, wire, marks;

beforeEach(() => {
  [newest, open, looks, wire] = [0, true, false, []];
  marks = createOwnMarks({
    ticket: "a",
    send: ({ type, seq }) => open && Boolean(wire.push(`${type} ${seq}`)),
    newest: () => newest,
    atEnd: () => true,
    looking: () => looks,
  });
});

function arrive(seq) {
  newest = seq;
  marks.got();
  marks.look();
}
const told = (type, seq) => marks.told({ type, seq });

describe("a mark", () => {
  test("is said once a line, whatever comes in between", () => {
    looks = true;
    arrive(3);
    arrive(3);
    told("delivered", 1); // somebody else's, on its way meanwhile
    arrive(4);
    assert.deepEqual(wire, ["delivered 3", "read 3", "delivered 4", "read 4"]);
  });

  test("is not said where the server knows it", () => {
    told("delivered", 5);
    arrive(5);
    assert.deepEqual(wire, []);
  });

  test("waits for a line, and for eyes", () => {
    open = false;
    arrive(3);
    open = true;
    marks.got();
    assert.deepEqual(wire, ["delivered 3"]);
    looks = true;
    assert.equal(marks.look(), 3);
    assert.deepEqual(wire, ["delivered 3", "read 3"]);
  });

  test("of a line that died is said again when the next one tells that it never arrived", () => {
    looks = true;
    arrive(3);
    marks.doubt();
    assert.equal(wire.length, 2, "not before: the log may be another");
    told("delivered", 3);
    told("read", 2);
    assert.deepEqual(wire.splice(2), ["read 3"]);
    told("read", 3);
    marks.doubt();
    told("read", 3);
    assert.deepEqual(wire.splice(2), []);
  });

  test("that a restored database has forgotten is said again", () => {
    arrive(3);
    told("delivered", 3);
    marks.doubt();
    told("delivered", 0);
    assert.deepEqual(wire, ["delivered 3", "delivered 3"]);
  });

  test("stays where it is when the page forgets its past", () => {
    arrive(3);
    arrive(0);
    marks.doubt();
    told("delivered", 0);
    assert.deepEqual(wire, ["delivered 3", "delivered 3"]);
  });

  test("of another log is nobody's", () => {
    looks = true;
    arrive(9);
    marks.startOver();
    newest = 0;
    told("delivered", 0);
    assert.equal(marks.look(), 0);
    assert.equal(wire.length, 2);
  });

  test("counts as read when another tab of this side has read it", () => {
    told("read", 7);
    assert.equal(marks.look(), 7);
  });
});

const KINDS = ["delivered", "read"];

/** A page, a server with its marks, and the line between them. Another tab of this side is there too. */
class Marking {
  head = 0; // of the server's log
  stored = { delivered: 0, read: 0 };
  has = 0;
  seen = 0;
  down = []; // frames on their way to the page
  up = []; // … to the server
  looking = false;

  open() {
    this.marks = createOwnMarks({
      ticket: "a",
      send: (frame) => this.hearSay(frame),
      newest: () => this.has,
      atEnd: () => true,
      looking: () => this.looking,
    });
    this.connect();
  }

  can = {
    connect: () => !this.line,
    cut: () => this.line,
    arrive: () => this.down.length,
    serve: () => this.up.length,
    refuse: () => this.up.length,
  };

  write() {
    this.head += 1;
    if (this.line) this.down.push({ type: "events", head: this.head });
  }
  look(n) {
    this.looking = n % 2 === 0;
    this.see();
  }
  connect() {
    this.line = true;
    this.said = {};
    this.marks.doubt();
    this.tellAll();
  }
  cut() {
    this.line = false;
    [this.down, this.up] = [[], []];
  }
  arrive() {
    const frame = this.down.shift();
    if (frame.type !== "events") return this.marks.told(frame);
    this.has = Math.max(this.has, frame.head);
    this.marks.got();
    this.see();
  }
  serve() {
    const { type, seq } = this.up.shift();
    this.move(type, seq);
  }
  // Whoever reads this refusal doesn't know which it was; the page subscribes again.
  refuse() {
    this.up.shift();
    this.said = {};
    this.marks.doubt();
    this.tellAll();
  }
  otherTab(n) {
    this.move(KINDS[n % 2], Math.min(this.head, n));
  }
  // A backup of the same log that is a little older: it knows less of the marks.
  restore(n) {
    this.cut();
    for (const kind of KINDS) this.stored[kind] = Math.min(this.stored[kind], n);
  }

  see() {
    if (this.looking) this.seen = Math.max(this.seen, this.has);
    this.marks.look();
  }
  tellAll() {
    this.down.push({ type: "events", head: this.head });
    for (const type of KINDS) this.down.push({ type, seq: this.stored[type] });
  }
  move(type, seq) {
    if (seq <= this.stored[type]) return;
    this.stored[type] = seq;
    if (this.line) this.down.push({ type, seq });
  }
  hearSay({ type, seq }) {
    assert.ok(seq <= (type === "read" ? this.seen : this.has), `${type} ${seq} is not so`);
    if (!this.line) return false;
    assert.ok(!(this.said[type] >= seq), `${type} ${seq} is said twice on one line`);
    this.said[type] = seq;
    return Boolean(this.up.push({ type, seq }));
  }
  check() {}

  calm() {
    if (!this.line) this.connect();
    for (let turns = 0; this.down.length || this.up.length; turns++) {
      assert.ok(turns < 1_000, "it never comes to rest");
      if (this.down.length) this.arrive();
      if (this.up.length) this.serve();
    }
    assert.equal(this.has, this.head);
    assert.ok(this.stored.delivered >= this.has, "delivered, and the server doesn't know");
    assert.ok(this.stored.read >= this.seen, "read, and the server doesn't know");
  }
}

test("whatever befalls them, in the end the server knows what the page has and what was read", () =>
  play(
    Marking,
    { write: 4, look: 2, arrive: 8, serve: 6, refuse: 2, cut: 2, connect: 4, otherTab: 2, restore: 1 },
    300,
  ));
