// Whether an agent takes new conversations, in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { availability } from "../../../../static/js/features/routing/frames.js";
import { inWords, isAvailable, offered } from "../../../../static/js/features/routing/saying.js";

const NOW = Date.parse("2026-11-28T17:00:00Z");
const later = (ms) => new Date(NOW + ms).toISOString();

test("from `back_at` on they are available again", () => {
  assert.equal(isAvailable({ available: false, back_at: null }, NOW), false);
  assert.equal(isAvailable({ available: false, back_at: later(1) }, NOW), false);
  assert.equal(isAvailable({ available: false, back_at: later(0) }, NOW), true);
  assert.equal(inWords({ available: true, back_at: null }, NOW), "Available");
  assert.equal(inWords({ available: false, back_at: null }, NOW), "Away");
  assert.match(inWords({ available: false, back_at: later(60_000) }, NOW), /^Away until ./);
});

test("what is offered lies ahead, and is what a frame says", () => {
  const said = offered(NOW).map(([, one]) => one);
  assert.deepEqual(said[0], { available: true });
  for (const { available, back_at } of said.slice(1)) {
    assert.equal(available, false);
    assert.ok(!back_at || Date.parse(back_at) > NOW);
  }
  assert.deepEqual(availability(said[0]), { type: "availability", available: true });
  assert.equal(availability(said[2]).back_at, later(3_600_000));
});
