// Alice has several tabs open. One sends, all show; whichever dies, hangs or loses its
// link, each message is sent, and by one of them at a time.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createOutbox } from "../../../static/js/outbox/outbox.js";
import { createTabs } from "../../../static/js/outbox/tabs.js";
import { Clock, memoryStore } from "../cast.js";
import { fakeBrowser } from "../fake_browser.js";

let browser, store, clock, ids, seq;
const settle = async () => {
  for (let i = 0; i < 5; i++) await new Promise(setImmediate);
};

beforeEach(() => {
  browser = fakeBrowser();
  store = memoryStore();
  clock = new Clock();
  [ids, seq] = [0, 0];
});

async function open({ owner = "customer:a", refuses = {}, storage = store } = {}) {
  const tab = browser.tab();
  const wire = [];
  const has = { locks: () => tab.locks, Channel: () => tab.Channel, ...refuses };
  const outbox = createOutbox({
    store: storage,
    owner,
    clock,
    newId: () => `m${++ids}`,
    send: (frame) => !tab.dead && !tab.hangs && Boolean(wire.push(frame.id)),
    tabs: (on) => createTabs({ owner, clock, ...has, on }),
    on: {},
  });
  await outbox.ready;
  const states = () => outbox.items("a").map(({ id, state }) => `${id} ${state}`);
  const ack = (id) => outbox.ack({ id, seq: ++seq, at: "" });
  return { tab, outbox, wire, states, ack, writes: (body) => outbox.add("a", body) };
}

async function two(how) {
  const both = [await open(how), await open(how)];
  for (const { outbox } of both) outbox.live();
  await settle();
  return both;
}

test("what is written in one tab shows in the other, and is sent once, in order of writing", async () => {
  const [first, second] = await two();
  await second.writes("one");
  await first.writes("two");
  await settle();
  assert.deepEqual([first.wire, second.wire], [["m1"], []]);
  assert.deepEqual(second.states(), ["m1 waiting", "m2 waiting"]);
  first.ack("m1");
  await settle();
  assert.deepEqual(first.wire, ["m1", "m2"]);
  assert.deepEqual(second.states(), ["m2 waiting"]);
  first.ack("m2");
  await settle();
  assert.deepEqual([first.states(), second.states(), await store.all()], [[], [], []]);
});

test("a tab that dies in mid-send hands over, with the same id", async () => {
  const [first, second] = await two();
  await first.writes("one");
  await first.writes("two");
  await settle();
  assert.deepEqual(first.wire, ["m1"]);
  first.tab.die();
  await settle();
  assert.deepEqual(second.wire, ["m1"]);
  second.ack("m1");
  second.ack("m2");
  assert.deepEqual(second.states(), []);
});

test("what a dying tab had stored and not told is found by the next", async () => {
  const [first, second] = await two();
  first.tab.hangs = true; // says nothing any more
  await first.writes("one");
  assert.deepEqual(second.states(), []);
  first.tab.die();
  await settle();
  assert.deepEqual(second.wire, ["m1"]);
});

test("what was written first goes first, though the next finds it last", async () => {
  const [first, second] = await two();
  first.tab.hangs = true;
  await first.writes("one");
  await second.writes("two");
  first.tab.die();
  await settle();
  assert.deepEqual([second.wire, second.states()], [["m1"], ["m1 waiting", "m2 waiting"]]);
});

test("a tab whose link dies while it looks for what was left sends nothing", async () => {
  const [first, second] = [await open(), await open()];
  first.outbox.live();
  await first.writes("one");
  await settle();
  let find;
  const { all } = store;
  store.all = () => new Promise((found) => (find = () => found(all())));
  second.outbox.live();
  first.tab.die();
  await settle();
  second.outbox.down();
  find();
  await settle();
  assert.deepEqual([second.wire, second.states()], [[], ["m1 waiting"]]);
});

test("a tab that can keep no more sends what only it has", async () => {
  const [first, second] = await two();
  store.refused = true;
  await second.writes("one");
  assert.deepEqual([first.wire, second.wire], [[], ["m1"]]);
});

test("a tab without a link leaves it to one that has", async () => {
  const [first, second] = await two();
  first.outbox.down();
  await first.writes("one");
  await settle();
  assert.deepEqual([first.wire, second.wire], [[], ["m1"]]);
  second.ack("m1");
  await settle();
  assert.deepEqual(first.states(), []);
});

test("a tab that hangs is asked, and then the right is taken from it", async () => {
  const [first, second] = await two();
  await second.writes("one");
  await settle();
  assert.deepEqual(first.wire, ["m1"]);
  clock.pass(8_000);
  await settle();
  clock.pass(2_000);
  await settle();
  assert.deepEqual(second.wire, [], "it answers, so it is trusted");
  first.tab.hangs = true;
  await second.writes("two");
  clock.pass(8_000);
  await settle();
  clock.pass(2_000);
  await settle();
  assert.deepEqual(second.wire, ["m1"]);
  second.ack("m1");
  assert.deepEqual(second.wire, ["m1", "m2"]);
  first.tab.hangs = false;
  await first.writes("three");
  await settle();
  assert.deepEqual(first.wire, ["m1"], "it knows that it sends no more");
});

test("a tab that hangs after it has answered is asked again", async () => {
  const [first, second] = await two();
  await second.writes("one");
  await settle();
  clock.pass(8_000);
  await settle();
  first.tab.hangs = true;
  clock.pass(8_000);
  await settle();
  clock.pass(2_000);
  await settle();
  assert.deepEqual(second.wire, ["m1"]);
});

test("what is written while this tab becomes the sender is sent once", async () => {
  const tab = await open();
  const { put } = store;
  let stored;
  store.put = async (item) => {
    const kept = await put(item);
    return new Promise((done) => (stored = () => done(kept)));
  };
  const writing = tab.writes("one");
  await settle();
  tab.outbox.live();
  await settle();
  stored();
  await writing;
  tab.ack("m1");
  await settle();
  assert.deepEqual([tab.wire, tab.states()], [["m1"], []]);
});

test("a refusal, a new try and a deletion are told as well", async () => {
  const [first, second] = await two();
  await second.writes("one");
  await settle();
  first.outbox.reject({ id: "m1", code: "too_long", message: "…" });
  await settle();
  assert.deepEqual(second.states(), ["m1 failed"]);
  await second.outbox.retry("m1");
  await settle();
  assert.deepEqual([first.wire, first.states()], [["m1", "m1"], ["m1 waiting"]]);
  first.outbox.reject({ id: "m1", code: "too_long", message: "…" });
  await settle();
  second.outbox.discard("m1");
  await settle();
  assert.deepEqual([first.states(), second.states()], [[], []]);
});

test("another person in the same browser has a right of their own", async () => {
  const alice = await open();
  const ada = await open({ owner: "agent:ada" });
  for (const { outbox } of [alice, ada]) outbox.live();
  await settle();
  await ada.writes("one");
  await settle();
  assert.deepEqual([alice.states(), ada.wire], [[], ["m1"]]);
});

const no = () => {
  throw new DOMException("no", "SecurityError");
};
const never = () => new Promise(() => {});
class Mute extends EventTarget {
  postMessage() {}
}

const AT_ONCE = {
  "has no locks": { locks: () => undefined },
  "throws when it is asked for locks": { locks: no },
  "throws at each request": { locks: () => ({ request: no }) },
  "rejects each request": { locks: () => ({ request: async () => no() }) },
  "gives no lock and says that it did": { locks: () => ({ request: async () => {} }) },
  "says nothing at a request": { locks: () => ({ request() {} }) },
  "has no channel": { Channel: () => undefined },
  "throws when it is asked for a channel": { Channel: no },
  "throws when a channel is made": {
    Channel: () =>
      class {
        constructor() {
          no();
        }
      },
  },
  "has a channel that nobody can listen to": { Channel: () => class {} },
  "has locks that nobody can ask for": { locks: () => ({}) },
  "throws at each word": {
    Channel: () =>
      class extends EventTarget {
        postMessage = no;
      },
  },
  "has neither": { locks: () => undefined, Channel: () => undefined },
  "throws at both": { locks: no, Channel: no },
};
for (const [how, refuses] of Object.entries(AT_ONCE)) {
  test(`a browser that ${how}: each tab sends its own`, async () => {
    const [first, second] = await two({ refuses });
    await first.writes("one");
    await second.writes("two");
    await settle();
    second.ack("m1"); // which it may have found and sent, since nobody told it
    assert.deepEqual([first.wire.includes("m1"), second.wire.includes("m2")], [true, true]);
    first.outbox.down();
    for (const id of ["m1", "m2"]) first.ack(id);
    await first.writes("three");
    first.outbox.live();
    await settle();
    assert.equal(first.wire.at(-1), "m3", "and on the next line too");
  });
}

test("without storage each tab sends its own", async () => {
  const [first, second] = await two({ storage: Object.assign(memoryStore(), { refused: true }) });
  await first.writes("one");
  await second.writes("two");
  assert.deepEqual([first.wire.length, second.wire.length], [1, 1]);
  assert.equal(second.states().length, 1);
});

const IN_TIME = {
  "never answers a request": { locks: () => ({ request: never }) },
  "lets no tab hear another": { Channel: () => Mute },
  "does neither": { locks: () => ({ request: never }), Channel: () => Mute },
};
for (const [how, refuses] of Object.entries(IN_TIME)) {
  test(`a browser that ${how}: what waits too long goes by each tab itself`, async () => {
    const [first, second] = await two({ refuses });
    await first.writes("one");
    await second.writes("two");
    for (const wait of [8_000, 2_000, 2_000]) {
      await settle();
      clock.pass(wait);
    }
    await settle();
    for (const tab of [first, second]) for (const id of ["m1", "m2"]) tab.ack(id);
    assert.deepEqual([...new Set([...first.wire, ...second.wire])].sort(), ["m1", "m2"]);
    assert.deepEqual([first.states(), second.states()], [[], []]);
  });
}

test("a page that is being left asks for the lock no more, though it is refused again and again", async () => {
  let asked = 0;
  let leave;
  const dying = new Promise((_, reject) => (leave = () => reject(new DOMException("gone", "AbortError"))));
  const request = (name, options, hold) => {
    if (++asked > 1) return Promise.reject(new DOMException("gone", "AbortError"));
    hold();
    return dying;
  };
  const tab = await open({ refuses: { locks: () => ({ request }) } });
  tab.outbox.live();
  await settle();
  leave();
  await settle();
  assert.equal(asked, 1);
  clock.pass(60_000);
  await settle();
  assert.equal(asked, 2, "once more, should it live after all");
  await tab.writes("one");
  assert.deepEqual(tab.wire, ["m1"]);
});
