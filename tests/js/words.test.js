// What people read, worked out without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, refusedFields } from "../../static/js/start/form.js";
import { backWords, linkWords } from "../../static/js/words/link.js";
import { stateWords, thereWords } from "../../static/js/presence/presence.js";
import { dayName, span, waitWords } from "../../static/js/words/when.js";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const ago = (ms) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;

const link = (facts) => linkWords({ state: "waiting", stop: null, retryAt: null, held: false, online: true, now: NOW, ...facts });

test("a live link needs no word", () => assert.equal(link({ state: "live" }), null));

test("a broken link says that messages are safe", () => {
  assert.equal(link({}).words, "Reconnecting… Your messages are safe and will be sent.");
  assert.equal(link({ retryAt: NOW + 4_000 }).words, "Reconnecting… Your messages are safe and will be sent.");
});

test("from five seconds up it counts, and there is a button", () => {
  const { words, act } = link({ retryAt: NOW + 11_200 });
  assert.equal(`${words} ${act}`, "Reconnecting in 12 s · Try now");
});

test("there is no button where the server asked to be left alone", () => {
  const { words, act } = link({ retryAt: NOW + 12_000, held: true });
  assert.deepEqual([words, act], ["Reconnecting in 12 s", null]);
});

test("offline and signed out are told apart", () => {
  assert.equal(link({ online: false }).words, "You're offline. Messages will be sent when you're back.");
  assert.equal(link({ state: "signed-out", online: false }).words, "You've been signed out. Your draft is kept.");
});

test("a chat without sockets is slow, not broken, and says so whatever the browser thinks of its network", () => {
  const { words, act, tone } = link({ byHttp: true, online: false, retryAt: NOW + 12_000 });
  assert.deepEqual([words, act, tone], ["Connected the slow way: messages arrive a few seconds later.", undefined, "calm"]);
  assert.match(link({ byHttp: true, state: "signed-out" }).words, /signed out/);
});

test("whoever answers in our place is named, and nobody is told that it works", () => {
  const { words, tone } = link({ stranger: true, online: false, retryAt: NOW + 12_000 });
  assert.match(words, /^Something between you and us answers instead.* Your messages are safe/);
  assert.equal(tone, "trouble");
});

test("one message is one message", () => {
  assert.equal(backWords(1), "Back online: 1 message sent");
  assert.equal(backWords(3), "Back online: 3 messages sent");
});

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

test("times are short", () => {
  assert.deepEqual([0, 59_000, MINUTE, 90 * MINUTE, 25 * 60 * MINUTE, 49 * 60 * MINUTE].map((ms) => span(ago(ms), NOW)),
    ["now", "now", "1 min", "1 h", "1 day", "2 days"]);
  assert.equal(span(ago(-5_000), NOW), "now"); // a clock that is ahead
  assert.equal(waitWords(ago(3 * MINUTE), NOW), "waits 3 min");
  assert.equal(waitWords(ago(59_000), NOW), "waits < 1 min");
  assert.equal(dayName(NOW, NOW), "Today");
  assert.equal(dayName(NOW - 24 * 60 * MINUTE, NOW), "Yesterday");
});

test("the start form says what is missing, and counts as the server does", () => {
  assert.deepEqual(Object.keys(complaints({ body: "", name: "" }, true)), ["body", "name"]);
  assert.deepEqual(complaints({ body: "😀".repeat(8_000), name: "Carla" }, true), {});
  assert.match(complaints({ body: "x".repeat(8_003), name: "Carla" }, true).body, /by 3 /);
  assert.match(complaints({ body: "x", name: "Carla" }, false).email, /e-mail/);
  assert.deepEqual(Object.keys(complaints({ body: "\u200b\n", name: "\u3164" }, true)), ["body", "name"]);
});

test("what the server refused is told at its fields, in our words", () => {
  const message = "`email`: is not an e-mail address.";
  const wrong = refusedFields({ code: "bad_field", message, fields: ["name", "email", "id"] });
  assert.deepEqual(Object.keys(wrong), ["name", "email"]);
  for (const words of Object.values(wrong)) assert.doesNotMatch(words, /`|bad_field/);
  assert.match(refusedFields({ code: "too_long", message, fields: ["body"] }).body, /8,000/);
  assert.deepEqual(refusedFields({ code: "conflict", message }), {});
});
