// Carla's answer waits in her browser until the server has it, and goes once.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import { after } from "../../../../static/js/features/rating/more/asked.js";
import { isThis, share } from "../../../../static/js/features/rating/at_desk/glance.js";
import "../../../../static/js/features/rating/kind.js";
import { createGiving } from "../../../../static/js/features/rating/more/giving.js";
import { Clock } from "../../cast.js";

function at(store = memory()) {
  const [sent, told, heard, clock] = [[], [], {}, new Clock()];
  let id = 0;
  const page = {
    ticket: "t1",
    clock,
    send: (frame) => void sent.push(frame),
    on: (type, handle) => (heard[type] = handle),
  };
  const giving = createGiving({
    page,
    store,
    about: "r1",
    newId: () => `id${++id}`,
    on: { given: () => told.push("given"), refused: (code) => told.push(code) },
  });
  return { giving, sent, told, heard, clock, store };
}

function memory(value = null) {
  return { get: () => value, set: (to) => ((value = to), true), remove: () => void (value = null) };
}

test("who goes along the faces by key means the last one", () => {
  const { giving, sent, clock } = at();
  for (const score of [1, 2, 3]) giving.give({ score, body: "" });
  clock.pass(1000);
  assert.deepEqual(sent, [{ type: "rate", id: "id3", ticket: "t1", score: 3, body: "" }]);
});

test("it waits for a line, also over a reload, and goes with one id until it is answered", () => {
  const { giving, clock, store } = at();
  giving.give({ score: 5, body: "Nice" });
  clock.pass(1000);
  const later = at(store);
  assert.deepEqual(later.giving.said()?.score, 5);
  later.heard.events({ events: [] });
  assert.deepEqual(
    later.sent.map(({ id }) => id),
    ["id1", "id1"],
  );
  later.heard.ack({ id: "id1" });
  later.heard.events({ events: [{ id: "id1" }] });
  assert.deepEqual([later.told, later.sent.length, store.get()], [["given"], 2, null]);
});

test("what was said last is what the card shows, until the log tells it or a newer one", () => {
  const { giving, clock, heard } = at();
  giving.give({ score: 5, body: "" });
  clock.pass(1000);
  heard.ack({ id: "id1" });
  heard.events({ events: [] }); // as of a line that came back
  assert.equal(giving.said()?.score, 5);
  giving.give({ score: 4, body: "" });
  clock.pass(1000);
  heard.reject({ id: "id2", code: "conflict" });
  assert.equal(giving.said()?.score, 5);
  heard.events({ events: [{ id: "other", kind: "rating" }] });
  assert.equal(giving.said(), null);
});

test("what was meant for another resolution isn't said of this one", () => {
  assert.equal(at(memory({ id: "x", about: "r0", score: 1, body: "" })).sent.length, 0);
});

test("a refusal is told, patience is had", () => {
  const { giving, told, heard, sent, clock } = at();
  giving.give({ score: 5, body: "" });
  clock.pass(1000);
  heard.reject({ id: "id1", code: "rate_limited", retry_after: 3 });
  clock.pass(3000);
  assert.equal(sent.length, 2);
  heard.reject({ id: "id1", code: "conflict" });
  assert.deepEqual(told, ["conflict"]);
});

test("the newest resolution is asked about, until there is another word on it", () => {
  const asks = { id: "r1", seq: 2, kind: "status", body: "resolved", rating: { of: 5 } };
  const given = { id: "x", kind: "rating", body: "Nice", data: { score: 4, resolution: 2 } };
  const answered = { id: "r1", seq: 2, of: 5, score: 4, comment: "Nice" };
  assert.deepEqual([asks, given].reduce(after, null), answered);
  const again = { ...asks, id: "r2", seq: 7 };
  assert.equal([asks, again, given].reduce(after, null).score, undefined, "it was about the one before");
  assert.equal([asks, { id: "o", kind: "status", body: "open" }].reduce(after, null), null);
  assert.equal(after(null, given), null);
  assert.equal(after(null, { id: "m", kind: "message", body: "Hi" }), null);
});

test("what was answered since isn't undone by what was told before", () => {
  const answered = { id: "r1", seq: 2, score: 4, comment: "Nice", at: "2026-11-29T12:05:00.000Z" };
  const told = (at) => ({ id: "x", kind: "rating", body: "Slow", data: { score: 2, resolution: 2 }, at });
  assert.equal(after(answered, told("2026-11-29T12:04:00.000Z"))?.score, 4);
  assert.equal(after(answered, told("2026-11-29T12:15:00.000Z"))?.score, 2);
});

test("in the log it is said to whom it is", () => {
  const carla = { role: "customer", name: "Carla" };
  const event = (body) => ({ kind: "rating", author: carla, body, data: { score: 4, of: 5 } });
  assert.equal(wordsOf(/** @type {any} */ (event("")), carla), "You rated this conversation: 4/5");
  assert.equal(
    wordsOf(/** @type {any} */ (event("Nice")), { role: "agent", name: "Ada", key: "7" }),
    "Carla rated this conversation: 4/5 – Nice",
  );
});

test("a week at a glance", () => {
  assert.deepEqual(share({ count: 3, good: 2 }), { n: 3, share: 67 });
  const now = Date.parse("2026-11-28T12:00:00Z");
  assert.deepEqual([isThis("2026-11-23", now), isThis("2026-11-16", now)], [true, false]);
});
