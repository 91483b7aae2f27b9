// What is written stays, in a browser that lets it; and is at least sent, in one that doesn't.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { createOutbox } from "../../../static/js/outbox/outbox.js";
import { createStorage } from "../../../static/js/storage/storage.js";
import { createStore } from "../../../static/js/storage/store.js";
import { Clock } from "../cast.js";
import { fakeIndexedDB } from "../fake_indexeddb.js";

let clock, warnings, full, browser;

beforeEach(() => {
  clock = new Clock();
  warnings = [];
  full = false;
  browser = fakeIndexedDB({ full: () => full });
});

const page = (indexedDB = () => browser) =>
  createStore(createStorage({ clock, indexedDB, onRefused: ({ message }) => warnings.push(message) }));
const item = (id) => ({ id, ticket: "a", owner: "customer:a", body: `no. ${id}`, state: "waiting" });
const ids = (items) => items.map(({ id }) => id);

describe("a browser that keeps things", () => {
  test("gives the next page what this one put, in order", async () => {
    const store = page();
    for (const id of ["z", "m", "a"]) await store.put(item(id));
    assert.deepEqual(ids(await page().all()), ["z", "m", "a"]);
    await store.remove("m");
    assert.deepEqual(ids(await page().all()), ["z", "a"]);
    assert.equal(store.refused, false);
    assert.deepEqual(warnings, []);
    assert.equal(clock.waiting, 0);
  });

  test("numbers over all tabs", async () => {
    const [one, other] = [page(), page()];
    const kept = await Promise.all([one.put(item("m1")), other.put(item("m2")), one.put(item("m3"))]);
    assert.equal(new Set(kept.map(({ order }) => order)).size, 3);
    const later = await other.put(item("m4"));
    assert.ok(kept.every(({ order }) => order < later.order));
  });

  test("leaves a changed item in its place", async () => {
    const store = page();
    const first = await store.put(item("m1"));
    await store.put(item("m2"));
    await store.put({ ...first, state: "failed" });
    const all = await page().all();
    assert.deepEqual(
      all.map(({ id, state }) => `${id} ${state}`),
      ["m1 failed", "m2 waiting"],
    );
  });

  test("but no blobs gets bytes in their place", async () => {
    const isBlob = ({ carried }) => carried.files.some(({ blob }) => blob instanceof Blob);
    browser = fakeIndexedDB({ full: ({ outbox }) => [...outbox.values()].some(isBlob) });
    const file = { id: "f1", name: "a.txt", size: 5, blob: new Blob(["Hello"]) };
    const kept = await page().put({ ...item("m1"), carried: { files: [file] } });
    assert.equal(kept.carried.files[0].blob, file.blob, "this page goes on with its own");
    const [found] = await page().all();
    const { blob, ...rest } = found.carried.files[0];
    assert.deepEqual(rest, { id: "f1", name: "a.txt", size: 5 });
    assert.equal(await new Blob([blob]).text(), "Hello");
    assert.deepEqual(warnings, []);
  });

  test("is not taken for one that never answers by a page that slept", async () => {
    const store = page();
    const kept = store.put(item("m1"));
    clock.sleep(3_600_000);
    await kept;
    assert.deepEqual([...browser.disk("outbox").keys()], ["m1"]);
    assert.deepEqual(warnings, []);
    assert.equal(clock.waiting, 0);
  });
});

describe("a browser that doesn't", () => {
  const opened = (result) => {
    const request = { result };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  const forbidden = {
    "has none": () => undefined,
    "gives nothing": () => ({ open: () => null }),
    "throws when opened": () => ({
      open: () => {
        throw new Error("SecurityError");
      },
    }),
    "closes it at once": () => ({
      open: () =>
        opened({
          transaction: () => {
            throw new Error("InvalidStateError");
          },
        }),
    }),
    "throws when asked": () => {
      throw new Error("SecurityError");
    },
    "refuses to open": () => ({
      open: () => {
        const request = { error: new Error("InvalidStateError") };
        queueMicrotask(() => request.onerror());
        return request;
      },
    }),
  };
  for (const [how, indexedDB] of Object.entries(forbidden)) {
    test(`${how}: kept in memory, and said once`, async () => {
      const store = page(indexedDB);
      await store.put(item("m1"));
      await store.put(item("m2"));
      assert.deepEqual(ids(await store.all()), ["m1", "m2"]);
      await store.remove("m1");
      assert.deepEqual(ids(await store.all()), ["m2"]);
      assert.equal(store.refused, true);
      assert.equal(warnings.length, 1);
    });
  }

  test("never answers: the box clears after 2 s, and at once from then on", async () => {
    const store = page(() => ({ open: () => ({}) }));
    let kept = 0;
    const first = store.put(item("m1")).then(() => (kept += 1));
    await new Promise(setImmediate);
    assert.equal(kept, 0);
    clock.pass(2_000);
    await first;
    await store.put(item("m2"));
    assert.deepEqual(ids(await store.all()), ["m1", "m2"]);
    assert.equal(warnings.length, 1);
  });

  test("opens and never keeps: the same", async () => {
    const never = { objectStore: () => ({ put: () => ({}), index: () => ({ openKeyCursor: () => ({}) }) }) };
    const store = page(() => ({ open: () => opened({ transaction: () => never }) }));
    const put = store.put(item("m1"));
    await new Promise(setImmediate);
    clock.pass(2_000);
    await put;
    assert.equal(store.refused, true);
  });

  test("is full: what doesn't fit is in memory, what did fit stays, and room is used again", async () => {
    const store = page();
    const first = await store.put(item("m1"));
    full = true;
    const second = await store.put(item("m2"));
    assert.deepEqual(warnings, ["QuotaExceededError"]);
    assert.deepEqual([...browser.disk("outbox").keys()], ["m1"]);
    assert.deepEqual(ids(await store.all()).sort(), ["m1", "m2"]);
    full = false;
    await store.put({ ...second, state: "failed" });
    assert.deepEqual([...browser.disk("outbox").keys()], ["m1", "m2"]);
    assert.deepEqual(
      (await store.all()).map(({ state }) => state),
      ["waiting", "failed"],
    );
    await store.remove(first.id);
    await store.remove(second.id);
    assert.deepEqual(await store.all(), []);
  });

  test("is full in the midst: what is in memory stands behind what was kept before, and before what is kept after", async () => {
    const store = page();
    for (const id of ["m1", "m2"]) await store.put(item(id));
    full = true;
    for (const id of ["m3", "m4"]) await store.put(item(id));
    full = false;
    await store.put(item("m5"));
    assert.deepEqual(ids(await store.all()), ["m1", "m2", "m3", "m4", "m5"]);
  });

  test("still chats: stored nowhere, sent all the same", async () => {
    const wire = [];
    const outbox = createOutbox({
      store: page(() => undefined),
      owner: "customer:a",
      clock,
      newId: () => "m1",
      on: {},
      send: (frame) => Boolean(wire.push(frame)),
    });
    outbox.live();
    await outbox.add("a", "hello?");
    assert.deepEqual(
      wire.map(({ body }) => body),
      ["hello?"],
    );
    outbox.ack({ id: "m1", seq: 1, at: "" });
    assert.deepEqual(outbox.items(), []);
    assert.equal(warnings.length, 1);
  });
});
