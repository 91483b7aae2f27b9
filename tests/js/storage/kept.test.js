// What a browser remembers between visits, and what becomes of it in one that won't.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kept, remember } from "../../../static/js/storage/kept.js";

const no = () => {
  throw new DOMException("no", "SecurityError");
};

test("what is kept is there again, and says so", () => {
  const disk = new Map();
  const storage = {
    getItem: (key) => disk.get(key) ?? null,
    setItem: (key, value) => disk.set(key, value),
    removeItem: (key) => disk.delete(key),
  };
  const last = kept("last", () => storage);
  assert.equal(last.get(), null);
  assert.equal(last.set({ ticket: "a" }), true);
  assert.deepEqual(kept("last", () => storage).get(), { ticket: "a" });
  last.remove();
  assert.equal(last.get(), null);
});

const REFUSALS = {
  "has none": () => undefined,
  "has nothing in its place": () => null,
  "throws when asked": no,
  "throws at each call": () => ({ getItem: no, setItem: no, removeItem: no }),
  "is full": () => ({ getItem: () => null, setItem: no, removeItem() {} }),
  "gives back rubbish": () => ({ getItem: () => "{", setItem: no, removeItem() {} }),
};
for (const [how, storage] of Object.entries(REFUSALS)) {
  test(`a browser that ${how}: nothing is kept, which is said, and nothing breaks`, () => {
    const last = kept("last", storage);
    assert.equal(last.set("a"), false);
    assert.equal(last.get(), null);
    assert.doesNotThrow(last.remove);
  });
}

function browser() {
  const items = new Map();
  return kept("conversation", () => ({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
  }));
}

test("one that is done is still offered", () => {
  const last = browser();
  remember({ ticket: "a", excerpt: "It broke." }, last);
  remember({ ticket: "a", excerpt: "It broke.", done: true }, last);
  assert.deepEqual(last.get(), { ticket: "a", excerpt: "It broke.", done: true });
});

test("but not in the place of another that goes on", () => {
  const last = browser();
  remember({ ticket: "a", done: true }, last);
  remember({ ticket: "b", done: false }, last);
  remember({ ticket: "a", done: true }, last);
  assert.equal(last.get().ticket, "b");
  remember({ ticket: "b", done: true }, last);
  remember({ ticket: "c", done: true }, last);
  assert.equal(last.get().ticket, "c");
});
