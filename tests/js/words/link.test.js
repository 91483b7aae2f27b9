// What the banner says of the link.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { backWords, linkWords } from "../../../static/js/words/link.js";
import { t } from "../../../static/js/words/t.js";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const link = (facts) =>
  linkWords({ state: "waiting", stop: null, retryAt: null, held: false, online: true, now: NOW, ...facts });

test("a live link needs no word", () => assert.equal(link({ state: "live" }), null));

test("a broken link says that messages are safe", () => {
  assert.equal(link({}).words, "Reconnecting… Your messages are safe and will be sent.");
  assert.equal(
    link({ retryAt: NOW + 4_000 }).words,
    "Reconnecting… Your messages are safe and will be sent.",
  );
});

test("from five seconds up it counts, and there is a button", () => {
  const { words, act } = link({ retryAt: NOW + 11_200 });
  assert.equal(`${words} ${t(`link.act.${act}`)}`, "Reconnecting in 12 s · Try now");
});

test("there is no button where the server asked to be left alone", () => {
  const { words, act } = link({ retryAt: NOW + 12_000, held: true });
  assert.deepEqual([words, act], ["Reconnecting in 12 s", null]);
});

test("offline and signed out are told apart", () => {
  assert.equal(link({ online: false }).words, "You're offline. Messages will be sent when you're back.");
  assert.equal(
    link({ state: "signed-out", online: false }).words,
    "You've been signed out. Your draft is kept.",
  );
});

test("a chat without sockets is slow, not broken, and says so whatever the browser thinks of its network", () => {
  const { words, act, tone } = link({ byHttp: true, online: false, retryAt: NOW + 12_000 });
  assert.deepEqual(
    [words, act, tone],
    ["Connected the slow way: messages arrive a few seconds later.", undefined, "calm"],
  );
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
