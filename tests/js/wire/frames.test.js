// Frames: what docs/protocol.md says, from the page's side.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as frames from "../../../static/js/wire/frames.js";

const buffer = (...bytes) => new Uint8Array(bytes).buffer;

describe("frames", () => {
  test("a builder for each type that a page sends", () => {
    const one = { ticket: "t", after: 4, token: "s" };
    const built = [
      frames.hello({ tickets: [one] }),
      frames.subscribe(one),
      frames.unsubscribe("t"),
      frames.watch({ view: "open", tickets: ["t"] }),
      frames.send({ id: "i", ticket: "t", body: "b" }),
      frames.sync("t", 4),
      frames.earlier("t", 4),
      frames.read("t", 4),
      frames.delivered("t", 4),
    ];
    assert.deepEqual(
      built.map(({ type }) => type),
      frames.PAGE_TYPES,
    );
    assert.deepEqual(built[0], { type: "hello", v: 1, tickets: [one] });
    assert.deepEqual(built[4], { type: "send", id: "i", ticket: "t", body: "b", kind: "message" });
    assert.equal(frames.hello({ tickets: [], queue: true }).queue, true);
  });

  test("what the outbox keeps beside a message does not travel", () => {
    const item = {
      id: "i",
      ticket: "t",
      body: "b",
      kind: "note",
      owner: "agent:bob",
      order: 3,
      state: "waiting",
    };
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
      const frame = frames.send({
        id: crypto.randomUUID(),
        ticket: "t".repeat(40),
        body: worst.repeat(8_000),
      });
      assert.notEqual(frames.encode(frame), null, worst);
    }
  });

  test("what isn't a frame is none", () => {
    for (const text of ["", "{", "null", "7", "[]", '{"type":1}', '"hello"'])
      assert.equal(frames.decode(text), null);
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
