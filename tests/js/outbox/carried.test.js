// What a message carries is brought first, and what is written after it waits for its turn.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { carry } from "../../../static/js/outbox/carried.js";
import { createOutbox } from "../../../static/js/outbox/outbox.js";
import { Clock, memoryStore } from "../cast.js";
import { settled } from "../play.js";

let clock, store, wire, told, ids, outbox, bringing;

carry("parcels", { bring: async () => {}, field: (parcels) => parcels.map(({ id }) => id) });

beforeEach(async () => {
  clock = new Clock();
  store = memoryStore();
  [wire, told, bringing] = [[], [], []];
  ids = 0;
  outbox = make();
  await outbox.ready;
  outbox.live();
});

const make = () =>
  createOutbox({
    store,
    owner: "customer:a",
    send: (frame) => Boolean(wire.push(frame)),
    clock,
    newId: () => `m${++ids}`,
    bring: (item, signal) => new Promise((come, fail) => bringing.push({ id: item.id, signal, come, fail })),
    on: { change: ({ id, state }) => told.push(`${id} ${state}`) },
  });
const sent = () => wire.map(({ id }) => id);
const carries = (body, id) => outbox.add("a", body, "message", { parcels: [{ id }] });
const ack = (id, seq) => outbox.ack({ id, seq, at: "2026-11-22T18:49:00.123Z" });

test("a message goes when all that it carries is there, and says what that is", async () => {
  await carries("Look", "p1");
  assert.deepEqual(wire, []);
  bringing[0].come();
  await settled();
  assert.deepEqual(wire, [
    { type: "send", id: "m1", ticket: "a", body: "Look", kind: "message", parcels: ["p1"] },
  ]);
});

test("what is written behind it waits, and so does what that carries", async () => {
  await carries("", "p1");
  await outbox.add("a", "one");
  await carries("", "p2");
  assert.deepEqual([sent(), bringing.length], [[], 1]);
  bringing[0].come();
  await settled();
  ack("m1", 1);
  ack("m2", 2);
  assert.deepEqual([sent(), bringing.length], [["m1", "m2"], 2]);
});

test("what is written behind it goes when it never will, or was taken back", async () => {
  await carries("", "p1");
  await carries("", "p2");
  await outbox.add("a", "one");
  bringing[0].fail({ code: "too_large" });
  await settled();
  assert.deepEqual([sent(), bringing.length], [[], 2]);
  outbox.discard("m2");
  await settled();
  assert.deepEqual(sent(), ["m3"]);
});

test("it is brought once, however often the line comes and goes", async () => {
  await carries("Look", "p1");
  for (let times = 0; times < 3; times++) {
    outbox.down();
    outbox.live();
  }
  assert.equal(bringing.length, 1);
  bringing[0].come();
  await settled();
  outbox.down();
  outbox.live();
  assert.deepEqual(sent(), ["m1", "m1"]);
});

test("what the server hasn't after all is brought again", async () => {
  await carries("Look", "p1");
  bringing[0].come();
  await settled();
  outbox.reject({ id: "m1", code: "not_ready", retry_after: 2 });
  clock.pass(2_000);
  assert.equal(bringing.length, 2);
  assert.deepEqual(sent(), ["m1"]);
  bringing[1].come();
  await settled();
  assert.deepEqual(sent(), ["m1", "m1"]);
});

test("what will never be taken fails its message, until its writer tries again", async () => {
  await carries("Look", "p1");
  bringing[0].fail({ code: "ticket_full" });
  await settled();
  assert.deepEqual(told, ["m1 waiting", "m1 failed"]);
  assert.equal(outbox.items("a")[0].reason.code, "ticket_full");
  await outbox.retry("m1");
  assert.equal(bringing.length, 2);
});

test("it can be taken back as long as nothing of it has gone", async () => {
  await carries("Look", "p1");
  outbox.discard("m1");
  assert.ok(bringing[0].signal.aborted);
  assert.deepEqual(told.at(-1), "m1 discarded");
  assert.deepEqual(await store.all(), []);
  await carries("Look", "p2");
  bringing[1].come();
  await settled();
  outbox.discard("m2");
  assert.equal(outbox.items("a").length, 1, "under way");
});

test("after a reload it goes on", async () => {
  await carries("Look", "p1");
  const next = make();
  await next.ready;
  next.live();
  assert.equal(bringing.at(-1).id, "m1");
  bringing.at(-1).come();
  await settled();
  assert.deepEqual(wire.at(-1).parcels, ["p1"]);
});
