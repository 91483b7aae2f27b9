// Alice writes; the line, the server and her browser do what they do.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { createOutbox } from "../../../static/js/outbox/outbox.js";
import { Clock, dice, memoryStore } from "../cast.js";

let clock, store, wire, open, told, overdue, outbox, ids;

function newOutbox(parts = {}) {
  return createOutbox({
    store,
    owner: "customer:a",
    send: (frame) => open && Boolean(wire.push(frame)),
    clock,
    newId: () => `m${++ids}`,
    on: { change: ({ id, state }) => told.push(`${id} ${state}`), overdue: (ms) => overdue.push(ms) },
    ...parts,
  });
}

beforeEach(async () => {
  clock = new Clock();
  store = memoryStore();
  [wire, told, overdue] = [[], [], []];
  [open, ids] = [true, 0];
  outbox = newOutbox();
  await outbox.ready;
});

const sent = () => wire.map(({ id }) => id);
const states = (ticket) => outbox.items(ticket).map(({ id, state }) => `${id} ${state}`);
const ack = (id, seq = 1) =>
  outbox.ack({ type: "ack", id, ticket: "a", seq, at: "2026-11-22T18:49:00.123Z" });
const reject = (id, code, retry_after) =>
  outbox.reject({ type: "reject", id, code, message: "…", retry_after });

async function write(...bodies) {
  for (const body of bodies) await outbox.add("a", body);
}

describe("writing", () => {
  test("is kept before the box clears, and before it is sent", async () => {
    outbox.live();
    let keep;
    const put = store.put;
    store.put = (item) => new Promise((resolve) => (keep = () => resolve(put(item))));
    let cleared = false;
    const adding = outbox.add("a", "hello").then(() => (cleared = true));
    await new Promise(setImmediate);
    assert.equal(cleared, false);
    assert.deepEqual(wire, []);
    keep();
    await adding;
    assert.deepEqual(
      (await store.all()).map(({ body }) => body),
      ["hello"],
    );
    assert.deepEqual(wire, [{ type: "send", id: "m1", ticket: "a", body: "hello", kind: "message" }]);
  });

  test("that can't be kept is told, and holds up nothing", async () => {
    const put = store.put;
    store.put = () => Promise.reject(new Error("no"));
    await assert.rejects(outbox.add("a", "lost"), /no/);
    store.put = put;
    await write("kept");
    assert.deepEqual(states(), ["m2 waiting"]);
  });

  test("says on what it was written, and anew when it is sent again", async () => {
    outbox.live();
    await outbox.add("a", "hello", "message", null, { seen: 3 });
    assert.equal(wire[0].seen, 3);
    const event = { author: { name: "Bob" } };
    outbox.reject({ type: "reject", id: "m1", code: "newer_reply", message: "…", event });
    const [item] = outbox.items();
    assert.deepEqual([item.state, item.body, item.reason.event], ["failed", "hello", event]);
    assert.deepEqual((await store.all())[0].reason.event, event);
    await outbox.retry("m1", { seen: 5 });
    assert.deepEqual(
      wire.map(({ id, seen }) => [id, seen]),
      [
        ["m1", 3],
        ["m1", 5],
      ],
    );
    assert.equal((await store.all())[0].asks.seen, 5);
  });

  test("says what is stored, if that isn't what was written", async () => {
    outbox.live();
    await write("It is 4111 1111 1111 1111.");
    const [item] = outbox.items();
    outbox.ack({ type: "ack", id: "m1", ticket: "a", seq: 1, at: "", body: "It is •••• •••• •••• 1111." });
    assert.deepEqual([item.state, item.body], ["stored", "It is •••• •••• •••• 1111."]);
    assert.deepEqual(await store.all(), []);
  });

  test("without a link waits for one", async () => {
    await write("one", "two");
    assert.deepEqual(wire, []);
    assert.deepEqual(told, ["m1 waiting", "m2 waiting"]);
    outbox.live();
    assert.deepEqual(sent(), ["m1"]);
  });

  test("too much is refused in characters, not in UTF-16 units", async () => {
    await write("👋".repeat(8_000));
    await assert.rejects(outbox.add("a", "x".repeat(8_001)), RangeError);
    assert.equal(outbox.items().length, 1);
  });

  test("half an emoji is made whole, for no server could read it", async () => {
    const { body } = await outbox.add("a", "\udc4b cut 👋 \ud83d");
    assert.equal(body, "\ufffd cut 👋 \ufffd");
  });

  test("keeps its order, however slowly it is stored", async () => {
    outbox.live();
    const put = store.put;
    const delays = [30, 1, 10];
    store.put = async (item) => {
      await new Promise((resolve) => setTimeout(resolve, delays.shift()));
      return put(item);
    };
    await Promise.all(["one", "two", "three"].map((body) => outbox.add("a", body)));
    assert.deepEqual(states(), ["m1 waiting", "m2 waiting", "m3 waiting"]);
  });

  test("a note stays a note", async () => {
    outbox.live();
    await outbox.add("a", "between us", "note");
    assert.equal(wire[0].kind, "note");
  });
});

describe("sending", () => {
  beforeEach(() => outbox.live());

  test("one at a time: the next goes on the verdict on the one before", async () => {
    await write("one", "two", "three");
    assert.deepEqual(sent(), ["m1"]);
    ack("m1");
    assert.deepEqual(sent(), ["m1", "m2"]);
    ack("m2");
    assert.deepEqual(sent(), ["m1", "m2", "m3"]);
  });

  test("an ack settles: seq and time to the page, nothing left in store", async () => {
    const changes = [];
    outbox = newOutbox({ on: { change: (item) => changes.push({ ...item }) } });
    await outbox.ready;
    outbox.live();
    await write("one");
    assert.equal(ack("m1", 7), true);
    assert.equal(changes.at(-1).state, "stored");
    assert.equal(changes.at(-1).seq, 7);
    assert.equal(changes.at(-1).at, "2026-11-22T18:49:00.123Z");
    assert.deepEqual(await store.all(), []);
    assert.deepEqual(outbox.items(), []);
  });

  test("a second ack, or somebody else's, is not ours", async () => {
    await write("one", "two");
    ack("m1");
    assert.equal(ack("m1"), false);
    assert.equal(ack("status-change"), false);
    assert.equal(reject("status-change", "unchanged"), false);
    assert.equal(outbox.reject({ type: "reject", code: "bad_frame", message: "" }), false);
    assert.deepEqual(sent(), ["m1", "m2"]);
  });

  test("tickets don't wait for each other", async () => {
    await outbox.add("a", "one");
    await outbox.add("b", "two");
    assert.deepEqual(sent(), ["m1", "m2"]);
    assert.deepEqual(states("b"), ["m2 waiting"]);
  });

  test("a verdict may come in the same breath", async () => {
    let seq = 0;
    outbox = newOutbox({
      send: ({ id }) => {
        wire.push({ id });
        return outbox.ack({ id, seq: ++seq, at: "" });
      },
    });
    await outbox.ready;
    await write("one", "two", "three");
    outbox.live();
    assert.deepEqual(sent(), ["m1", "m2", "m3"]);
    assert.deepEqual(outbox.items(), []);
    assert.equal(clock.waiting, 0);
  });

  test("the echo is as good as an ack", async () => {
    await write("one", "two");
    outbox.seen([
      { id: "theirs", seq: 1, at: "" },
      { id: "m1", seq: 2, at: "" },
    ]);
    assert.deepEqual(states(), ["m2 waiting"]);
    assert.deepEqual(sent(), ["m1", "m2"]);
    assert.equal(ack("m1", 2), false);
  });
});

test("the echo of a later one, sent by another tab, is no verdict on what is under way", async () => {
  outbox.live();
  await write("one", "two", "three");
  outbox.seen([{ id: "m2", seq: 1, at: "" }]);
  assert.deepEqual(sent(), ["m1"]);
  ack("m1");
  assert.deepEqual(sent(), ["m1", "m3"]);
});

describe("a line that breaks", () => {
  test("everything unanswered goes again, in order, with the same ids", async () => {
    outbox.live();
    await write("one", "two");
    outbox.down();
    assert.equal(outbox.items().length, 2);
    outbox.live();
    ack("m1");
    ack("m2");
    assert.deepEqual(sent(), ["m1", "m1", "m2"]);
  });

  test("a socket that doesn't take it loses nothing", async () => {
    open = false;
    outbox.live();
    await write("one");
    clock.pass(60_000);
    assert.deepEqual(overdue, []); // no ack is missing of what was never sent
    outbox.down();
    open = true;
    outbox.live();
    assert.deepEqual(sent(), ["m1"]);
  });

  test("while it is down nothing goes, whatever else happens", async () => {
    outbox.live();
    await write("one", "two");
    outbox.down();
    outbox.seen([{ id: "m1", seq: 1, at: "" }]);
    await write("three");
    assert.deepEqual(sent(), ["m1"]);
  });

  test("4 s without an ack is a reason to doubt, and 4 s more another", async () => {
    outbox.live();
    await write("one");
    clock.pass(3_999);
    assert.deepEqual(overdue, []);
    clock.pass(1);
    assert.deepEqual(overdue, [4_000]);
    clock.pass(8_000);
    assert.deepEqual(overdue, [4_000, 8_000, 12_000]);
    ack("m1");
    clock.pass(60_000);
    assert.equal(overdue.length, 3);
    assert.deepEqual(sent(), ["m1"]);
  });

  test("without a line there is no ack to miss", async () => {
    outbox.live();
    await write("one");
    outbox.down();
    clock.pass(60_000);
    assert.deepEqual(overdue, []);
  });

  test("each message has its own 4 s", async () => {
    outbox.live();
    await write("one", "two");
    clock.pass(3_000);
    ack("m1");
    clock.pass(3_999);
    assert.deepEqual(overdue, []);
    clock.pass(1);
    assert.deepEqual(overdue, [4_000]);
  });
});

describe("a no", () => {
  beforeEach(() => outbox.live());

  test("for good: failed, with its reason, and nothing behind it waits", async () => {
    await write("one", "two");
    assert.equal(reject("m1", "too_long"), true);
    assert.deepEqual(states(), ["m1 failed", "m2 waiting"]);
    assert.deepEqual(outbox.items()[0].reason, { code: "too_long", message: "…" });
    assert.deepEqual(sent(), ["m1", "m2"]);
  });

  test("for good is for good: not sent again by a new line or a new page", async () => {
    await write("one");
    reject("m1", "forbidden");
    outbox.down();
    outbox.live();
    told.length = 0;
    outbox = newOutbox();
    await outbox.ready;
    outbox.live();
    assert.deepEqual(told, ["m1 failed"]);
    assert.deepEqual(sent(), ["m1"]);
  });

  test("for now: the same again after retry_after, and nothing overtakes it", async () => {
    await write("one", "two");
    reject("m1", "rate_limited", 3);
    await write("three");
    clock.pass(2_999);
    assert.deepEqual(sent(), ["m1"]);
    clock.pass(1);
    assert.deepEqual(sent(), ["m1", "m1"]);
    assert.deepEqual(states(), ["m1 waiting", "m2 waiting", "m3 waiting"]);
    ack("m1");
    ack("m2");
    assert.deepEqual(sent(), ["m1", "m1", "m2", "m3"]);
  });

  test("for now, on one ticket, is none for the others", async () => {
    await outbox.add("a", "one");
    reject("m1", "unavailable", 10);
    await outbox.add("b", "two");
    assert.deepEqual(sent(), ["m1", "m2"]);
  });

  test("for now outlives the line: a new one is no reason for impatience", async () => {
    await write("one");
    reject("m1", "rate_limited", 10);
    outbox.down();
    outbox.live();
    clock.pass(9_999);
    assert.deepEqual(sent(), ["m1"]);
    assert.deepEqual(overdue, []);
    clock.pass(1);
    assert.deepEqual(sent(), ["m1", "m1"]);
  });

  test("the time may pass while the line is down", async () => {
    await write("one");
    reject("m1", "rate_limited", 10);
    outbox.down();
    clock.pass(10_000);
    assert.deepEqual(sent(), ["m1"]);
    outbox.live();
    assert.deepEqual(sent(), ["m1", "m1"]);
  });

  test("try again: the same id, once what is under way has its verdict", async () => {
    await write("one", "two");
    reject("m1", "not_found");
    await outbox.retry("m1");
    assert.deepEqual(sent(), ["m1", "m2"]);
    assert.equal((await store.all())[0].state, "waiting");
    assert.equal(outbox.items()[0].reason, undefined);
    ack("m2");
    assert.deepEqual(sent(), ["m1", "m2", "m1"]);
    ack("m1");
    assert.deepEqual(outbox.items(), []);
  });

  test("delete: gone here and in store", async () => {
    await write("one");
    reject("m1", "not_found");
    outbox.discard("m1");
    assert.deepEqual(told.at(-1), "m1 discarded");
    assert.deepEqual(await store.all(), []);
    await outbox.retry("m1");
    assert.deepEqual(sent(), ["m1"]);
  });

  test("what is on its way can be neither deleted nor tried again", async () => {
    await write("one");
    outbox.discard("m1");
    await outbox.retry("m1");
    assert.deepEqual(states(), ["m1 waiting"]);
    assert.deepEqual(sent(), ["m1"]);
  });

  test("what failed here but was seen in the log is stored", async () => {
    await write("one");
    reject("m1", "not_found");
    outbox.seen([{ id: "m1", seq: 4, at: "" }]);
    assert.deepEqual(told.at(-1), "m1 stored");
    assert.deepEqual(outbox.items(), []);
  });
});

describe("another page", () => {
  test("sends what an earlier one left behind, before its own", async () => {
    await write("one", "two");
    outbox = newOutbox();
    outbox.live();
    await write("three");
    assert.deepEqual(states(), ["m1 waiting", "m2 waiting", "m3 waiting"]);
    ["m1", "m2", "m3"].forEach((id) => ack(id));
    assert.deepEqual(sent(), ["m1", "m2", "m3"]);
    assert.deepEqual(await store.all(), []);
  });

  test("goes by the order of writing, however the store lists it", async () => {
    await write("one", "two", "three");
    const all = await store.all();
    outbox = newOutbox({ store: { ...store, all: async () => all.reverse() } });
    await outbox.ready;
    assert.deepEqual(states(), ["m1 waiting", "m2 waiting", "m3 waiting"]);
  });

  test("leaves alone what somebody else wrote in this browser", async () => {
    await write("Alice's");
    const bob = newOutbox({ owner: "agent:bob" });
    await bob.ready;
    bob.live();
    assert.deepEqual(bob.items(), []);
    assert.deepEqual(wire, []);
    assert.equal((await store.all()).length, 1);
  });

  test("two tabs that send the same do no harm", async () => {
    await write("one", "two");
    const log = [];
    const server =
      (tab) =>
      ({ id, body }) => {
        if (!log.some((row) => row.id === id)) log.push({ id, body });
        return tab().ack({ id, seq: log.findIndex((row) => row.id === id) + 1, at: "" });
      };
    const tabs = [0, 1].map((n) => newOutbox({ send: (frame) => server(() => tabs[n])(frame) }));
    await Promise.all(tabs.map((tab) => tab.ready));
    tabs.forEach((tab) => tab.live());
    assert.deepEqual(
      log.map(({ body }) => body),
      ["one", "two"],
    );
    assert.deepEqual(await store.all(), []);
    assert.deepEqual(
      tabs.flatMap((tab) => tab.items()),
      [],
    );
  });
});

test("through random losses, reloads and refusals: each message once, in order", async () => {
  let [repeats, refusals, reloads] = [0, 0, 0];
  for (let seed = 1; seed <= 60; seed++) {
    const random = dice(seed);
    const chance = (p) => random() < p;
    store = memoryStore();
    const log = [];
    const written = [];
    let line = [];
    const buried = []; // frames on a socket that the page has left: the server may still read them
    let calm = false;
    const server = ({ id, body }) => {
      if (!calm && chance(0.15))
        return (refusals++, outbox.reject({ id, code: "rate_limited", message: "", retry_after: 2 }));
      let seq = log.findIndex((row) => row.id === id) + 1;
      if (seq) repeats += 1;
      else seq = log.push({ id, body });
      if (calm || chance(0.8)) outbox.ack({ id, seq, at: "" });
    };
    const late = ({ id, body }) => log.some((row) => row.id === id) || log.push({ id, body });
    const turn = () => {
      if (chance(0.3)) buried.splice(0).forEach(late);
      const frames = line;
      line = [];
      for (const frame of frames) if (calm || chance(0.8)) server(frame);
    };
    const page = async () => {
      outbox = newOutbox({ send: (frame) => Boolean(line.push(frame)) });
      await outbox.ready;
      outbox.live();
    };
    const reconnect = () => {
      outbox.down();
      buried.push(...line);
      line = [];
      outbox.live();
    };
    await page();
    for (let i = 0; i < 60; i++) {
      if (chance(0.4)) written.push((await outbox.add("a", `no. ${i}`)).body);
      turn();
      clock.pass(random() * 3_000);
      if (chance(0.2)) reconnect();
      if (chance(0.05)) {
        reloads += 1;
        line = [];
        outbox.down();
        await page();
      }
    }
    calm = true;
    reconnect();
    for (let i = 0; outbox.items().length && i < 200; i++) {
      turn();
      clock.pass(1_000);
    }
    assert.ok(written.length > 5);
    assert.deepEqual(
      log.map(({ body }) => body),
      written,
      `seed ${seed}`,
    );
    assert.deepEqual(await store.all(), []);
  }
  assert.ok(
    repeats > 50 && refusals > 50 && reloads > 50,
    `hardly disturbed: ${[repeats, refusals, reloads]}`,
  );
});

test("a ticket that was deleted is owed nothing", async () => {
  await write("one", "two");
  await outbox.add("b", "elsewhere");
  outbox.giveUp("a", { code: "not_found", message: "gone" });
  assert.deepEqual(states(), ["m1 failed", "m2 failed", "m3 waiting"]);
  assert.deepEqual([outbox.owes("a"), outbox.owes("b")], [false, true]);
  outbox.live();
  assert.deepEqual(sent(), ["m3"]);
});
