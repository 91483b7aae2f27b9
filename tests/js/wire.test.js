// Frames, delays and the thin socket: what docs/protocol.md says, from the page's side.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CAP_HIDDEN, CAP_VISIBLE, delayBefore, restartDelay } from "../../static/js/wire/backoff.js";
import { clock } from "../../static/js/wire/clock.js";
import { newId } from "../../static/js/wire/ids.js";
import * as frames from "../../static/js/wire/frames.js";
import { openSocket, socketUrl } from "../../static/js/wire/socket.js";
import { FakeWebSocket, dice } from "./cast.js";

const buffer = (...bytes) => new Uint8Array(bytes).buffer;

describe("frames", () => {
  test("a builder for each type that a page sends", () => {
    const one = { ticket: "t", after: 4, token: "s" };
    const built = [
      frames.hello({ tickets: [one] }),
      frames.subscribe(one),
      frames.unsubscribe("t"),
      frames.send({ id: "i", ticket: "t", body: "b" }),
      frames.sync("t", 4),
      frames.earlier("t", 4),
      frames.status({ id: "i", ticket: "t", status: "open" }),
      frames.assign({ id: "i", ticket: "t", agent: null }),
      frames.read("t", 4),
      frames.delivered("t", 4),
      frames.typing("t"),
    ];
    assert.deepEqual(built.map(({ type }) => type), frames.PAGE_TYPES);
    assert.deepEqual(built[0], { type: "hello", v: 1, tickets: [one] });
    assert.deepEqual(built[3], { type: "send", id: "i", ticket: "t", body: "b", kind: "message" });
    assert.deepEqual(built[7], { type: "assign", id: "i", ticket: "t", agent: null });
    assert.equal(frames.hello({ tickets: [], queue: true }).queue, true);
  });

  test("what the outbox keeps beside a message does not travel", () => {
    const item = { id: "i", ticket: "t", body: "b", kind: "note", owner: "agent:bob", order: 3, state: "waiting" };
    assert.deepEqual(frames.send(item), { type: "send", id: "i", ticket: "t", body: "b", kind: "note" });
  });

  test("binary frames are told by their first byte", () => {
    assert.ok(frames.isPing(buffer(1)));
    assert.ok(frames.isPing(buffer(1, 2, 3)));
    assert.ok(!frames.isPing(buffer(3, 1, 1)));
    assert.ok(!frames.isPing(buffer()));
    assert.deepEqual([...frames.pong()], [1]);
    assert.deepEqual([...frames.probe(255)], [2, 255]);
  });

  test("a probe's answer and its flags", () => {
    const answer = (flags) => frames.probeAnswer(buffer(3, 9, flags));
    assert.deepEqual(answer(0b000), { n: 9, ticking: false, database: false, draining: false });
    assert.deepEqual(answer(0b001), { n: 9, ticking: true, database: false, draining: false });
    assert.deepEqual(answer(0b010), { n: 9, ticking: false, database: true, draining: false });
    assert.deepEqual(answer(0b1100), { n: 9, ticking: false, database: false, draining: true });
    assert.equal(frames.probeAnswer(buffer(3, 9, 1, 7)).n, 9);
    assert.equal(frames.probeAnswer(buffer(1)), null);
  });

  test("characters are counted as the server counts them", () => {
    assert.equal("👋🏽".length, 4);
    assert.equal(frames.characters("👋🏽"), 2);
    assert.equal(frames.characters("né"), 2);
    assert.equal(frames.characters(""), 0);
  });

  test("any body that is short enough fits a frame", () => {
    for (const worst of ["x", "é", "字", "👋", '"', "\n", "\u0001"]) {
      const frame = frames.send({ id: crypto.randomUUID(), ticket: "t".repeat(40), body: worst.repeat(8_000) });
      assert.notEqual(frames.encode(frame), null, worst);
    }
  });

  test("what isn't a frame is none", () => {
    for (const text of ["", "{", "null", "7", "[]", '{"type":1}', '"hello"']) assert.equal(frames.decode(text), null);
    assert.deepEqual(frames.decode('{"type":"bye"}'), { type: "bye" });
  });

  test("each close code has its consequence, and an unknown one too", () => {
    assert.equal(frames.afterClose(4012), "restart");
    assert.equal(frames.afterClose(4401), "signin");
    assert.equal(frames.afterClose(4429), "later");
    assert.equal(frames.afterClose(1006), "resume");
    assert.equal(frames.afterClose(undefined), "resume");
  });

  test("a rejection is final unless it gives a time, or its code says that it passes", () => {
    assert.equal(frames.retryAfter({ code: "forbidden" }), null);
    assert.equal(frames.retryAfter({ code: "from_the_future" }), null);
    assert.equal(frames.retryAfter({ code: "from_the_future", retry_after: 2 }), 2);
    assert.equal(frames.retryAfter({ code: "unavailable", retry_after: 0 }), 0);
    assert.equal(frames.retryAfter({ code: "rate_limited" }), 1);
  });
});

test("ids are random UUIDs, also where the browser gives none", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, 1_000);
});

describe("delays", () => {
  test("lie anywhere between nothing and their bound, which doubles up to the cap", () => {
    const random = dice(3);
    for (const [hidden, cap] of [[false, CAP_VISIBLE], [true, CAP_HIDDEN]]) {
      for (let attempt = 0; attempt < 12; attempt++) {
        const bound = Math.min(cap, 250 * 2 ** attempt);
        const delays = Array.from({ length: 2_000 }, () => delayBefore(attempt, { hidden, random }));
        assert.ok(delays.every((ms) => ms >= 0 && ms < bound));
        assert.ok(Math.min(...delays) < bound * 0.02 && Math.max(...delays) > bound * 0.98);
        const mean = delays.reduce((sum, ms) => sum + ms) / delays.length;
        assert.ok(Math.abs(mean / bound - 0.5) < 0.03, `mean ${mean} of ${bound}`);
      }
    }
  });

  test("stay finite for ever", () => {
    assert.equal(delayBefore(1e9, { hidden: false, random: () => 0.5 }), 2_500);
  });

  test("after a restart: a part of the time asked for, in seconds", () => {
    assert.equal(restartDelay(20, () => 0.25), 5_000);
  });
});

describe("the socket", () => {
  class Socket extends FakeWebSocket {
    constructor(url) {
      super(url);
      Socket.last = this;
    }
  }
  const open = (on = {}) => [openSocket("wss://x/ws/", on, Socket), Socket.last];

  test("has the page's own host and safety", () => {
    assert.equal(socketUrl({ protocol: "https:", host: "desk.example:8443" }), "wss://desk.example:8443/ws/");
    assert.equal(socketUrl({ protocol: "http:", host: "localhost:8000" }), "ws://localhost:8000/ws/");
  });

  test("tells text from bytes", () => {
    const heard = [];
    const [, browser] = open({ open: () => {}, text: (text) => heard.push(text), binary: (b) => heard.push(b.byteLength) });
    browser.accept();
    browser.say({ a: 1 });
    browser.bytes(1, 2);
    assert.deepEqual(heard, ['{"a":1}', 2]);
  });

  test("takes nothing while it isn't open, and throws nothing either", () => {
    const [socket, browser] = open({ open: () => {}, close: () => {} });
    assert.equal(socket.send("x"), false);
    browser.accept();
    assert.equal(socket.send("x"), true);
    browser.die();
    assert.equal(socket.send("x"), false);
  });

  test("the browser's clock runs when it is called as another's method", (_, done) => {
    const parts = { clock };
    assert.ok(Math.abs(parts.clock.now() - Date.now()) < 1_000);
    parts.clock.clearTimeout(parts.clock.setTimeout(() => assert.fail("cleared"), 0));
    parts.clock.setTimeout(done, 1);
  });
});
