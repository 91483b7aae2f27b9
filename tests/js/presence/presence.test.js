// Who is there, in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { stateWords, thereWords } from "../../../static/js/presence/presence.js";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const ago = (ms) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;

test("a customer's link in words", () => {
  assert.equal(stateWords({ state: "online", last_seen: null }, NOW), "online");
  assert.equal(stateWords({ state: "unstable", last_seen: ago(5_000) }, NOW), "unstable");
  assert.equal(stateWords({ state: "offline", last_seen: ago(2 * MINUTE) }, NOW), "gone since 2 min");
  assert.equal(stateWords({ state: "offline", last_seen: ago(9_000) }, NOW), "gone just now");
  assert.equal(stateWords(undefined, NOW), "not here");
});

test("the customer learns who is there", () => {
  const agent = (name, state = "online") => ({ role: "agent", name, state });
  assert.equal(thereWords([agent("Anna"), agent("Bo", "unstable")], true).words, "Anna and Bo are here");
  assert.equal(thereWords([agent("Anna", "offline")], true).words, "Someone is at the desk");
  assert.equal(thereWords([], false).state, "offline");
  assert.deepEqual(thereWords([], null), { state: "unknown", words: "" }, "nothing, while nobody knows");
  assert.equal(thereWords([agent("Anna")], null).words, "Anna is here");
});
