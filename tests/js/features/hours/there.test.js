// What customers and agents read of the desk.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { seenWords } from "../../../../static/js/features/hours/at_desk/glance.js";
import { isAway, readWords, waitWords } from "../../../../static/js/features/hours/more/wait.js";
import { thereOf } from "../../../../static/js/features/hours/more/there.js";

const NOW = new Date("2026-11-27T18:00").getTime(); // a Friday, wherever this runs
const until = new Date("2026-11-30T09:00").toISOString();

test("the four states in words, in the reader's own time", () => {
  assert.equal(thereOf({ state: "here" }, NOW)?.words, "Someone is at the desk");
  assert.match(thereOf({ state: "busy" }, NOW)?.words ?? "", /^Busy/);
  assert.deepEqual(thereOf({ state: "nobody" }, NOW), {
    state: "offline",
    words: "Nobody is at the desk just now",
  });
  assert.match(thereOf({ state: "closed", until }, NOW)?.words ?? "", /^Closed until Monday.*9:00/);
  const today = new Date(NOW + 3_600_000).toISOString();
  assert.match(thereOf({ state: "closed", until: today }, NOW)?.words ?? "", /^Closed until (7:00|19:00)/);
  assert.equal(thereOf({ state: "closed" }, NOW)?.words, "Closed");
});

test("while nobody knows nothing is said, and a server without hours says it its own way", () => {
  assert.deepEqual(thereOf({ state: null }, NOW), { state: "unknown", words: "" });
  assert.equal(thereOf({}, NOW), null);
});

test("the place and the wait are for who is served", () => {
  assert.equal(waitWords({ state: "busy", position: 3 }), "You are number 3 in the queue");
  assert.equal(waitWords({ state: "here", position: 1 }), "You are next");
  assert.match(
    waitWords({ state: "busy", position: 2, usual: [120, 600] }),
    /number 2 in the queue · .* 2 minutes to 10 minutes$/,
  );
  assert.match(waitWords({ state: "here", usual: [3600, 3600] }), /within 1 hour$/);
  assert.equal(waitWords({ state: "nobody", position: 3, usual: [60, 60] }), "");
  assert.equal(waitWords({ state: "closed", position: 3 }), "");
});

test("outside of here it is said when it is read", () => {
  assert.deepEqual(
    ["here", "busy", "nobody", "closed", null].map((state) => isAway({ state })),
    [false, false, true, true, false],
  );
  assert.match(readWords({ state: "closed", until }, NOW), /from Monday.*9:00/);
  assert.match(readWords({ state: "nobody" }, NOW), /as soon as somebody is back/);
});

test("agents read what customers see: once, if it is the same everywhere", () => {
  const shop = { site: "1", name: "Shop", state: "here" };
  const bank = { site: "2", name: "Bank", state: "closed" };
  assert.equal(seenWords([shop, { ...shop, name: "Bank" }], NOW), "somebody is here");
  assert.equal(seenWords([shop, bank], NOW), "Shop: somebody is here · Bank: closed");
  assert.equal(seenWords([], NOW), "not known yet");
});
