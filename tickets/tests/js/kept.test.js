// Which conversation the start page offers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kept, remember } from "../../../static/js/conversation/kept.js";

function browser() {
  const items = new Map();
  return kept("conversation", () => ({ getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) }));
}

test("one that is resolved is still offered", () => {
  const last = browser();
  remember({ ticket: "a", excerpt: "It broke." }, last);
  remember({ ticket: "a", excerpt: "It broke.", resolved: true }, last);
  assert.deepEqual(last.get(), { ticket: "a", excerpt: "It broke.", resolved: true });
});

test("but not in the place of another that goes on", () => {
  const last = browser();
  remember({ ticket: "a", resolved: true }, last);
  remember({ ticket: "b", resolved: false }, last);
  remember({ ticket: "a", resolved: true }, last);
  assert.equal(last.get().ticket, "b");
  remember({ ticket: "b", resolved: true }, last);
  remember({ ticket: "c", resolved: true }, last);
  assert.equal(last.get().ticket, "c");
});
