// When the banner shows itself, and when it tells good news.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createBadge } from "../../../static/js/liveness/banner.js";
import { Clock } from "../cast.js";

let clock, link, owed, byHttp, box, words, heard, badge;

beforeEach(() => {
  clock = new Clock();
  link = { state: "live", stop: null, retryAt: null, held: false };
  owed = 0;
  byHttp = false;
  box = { hidden: true };
  words = { textContent: "" };
  heard = [];
  const parts = {
    linkSpoken: {
      set textContent(text) {
        heard.push(text);
      },
      get textContent() {
        return heard.at(-1) ?? "";
      },
    },
    linkBanner: { dataset: {}, querySelector: () => box },
    linkWords: words,
    linkAct: { addEventListener() {}, dataset: {}, hidden: true, textContent: "" },
  };
  badge = createBadge({
    parts,
    clock,
    link: () => link,
    byHttp: () => byHttp,
    owed: () => owed,
    act() {},
    online: () => true,
  });
});

const becomes = (state) => badge.state((link.state = state));
const shown = () => (box.hidden ? null : words.textContent);

test("a hiccup shorter than 1.5 s is not worth a word", () => {
  becomes("doubting");
  clock.pass(1_400);
  becomes("live");
  clock.pass(10_000);
  assert.equal(shown(), null);
});

test("trouble is shown after 1.5 s, counted from its start, and goes by itself", () => {
  becomes("doubting");
  clock.pass(1_000);
  becomes("waiting");
  clock.pass(1_000);
  assert.match(shown(), /^Reconnecting…/);
  becomes("live");
  assert.equal(shown(), null);
});

test("a page that slept has had no trouble meanwhile", () => {
  becomes("frozen");
  clock.pass(60_000);
  becomes("connecting");
  clock.pass(1_400);
  assert.equal(shown(), null);
  clock.pass(100);
  assert.match(shown(), /^Reconnecting…/);
});

test("a clock that is set back meanwhile hides no trouble", () => {
  becomes("waiting");
  clock.now = () => clock.time - 3_600_000;
  clock.pass(1_500);
  assert.match(shown(), /^Reconnecting…/);
});

test("when the last message held up is stored, it says how many, for 4 s", () => {
  becomes("waiting");
  clock.pass(3_000);
  owed = 2;
  becomes("live");
  owed = 1;
  badge.stored();
  assert.equal(shown(), null);
  owed = 0;
  badge.stored();
  assert.equal(shown(), "Back online: 2 messages sent");
  clock.pass(4_000);
  assert.equal(shown(), null);
});

test("a message that turns out to be stored before we are live counts too", () => {
  becomes("waiting");
  clock.pass(3_000);
  badge.stored();
  becomes("live");
  assert.equal(shown(), "Back online: 1 message sent");
});

test("a message sent on a good link is no news", () => {
  becomes("waiting");
  clock.pass(3_000);
  becomes("live");
  badge.stored();
  assert.equal(shown(), null);
});

test("what went by HTTP had its tick at once, and is no news later", () => {
  becomes("waiting");
  clock.pass(3_000);
  byHttp = true;
  clock.pass(500);
  assert.match(shown(), /slow way/);
  badge.stored();
  byHttp = false;
  becomes("live");
  assert.equal(shown(), null);
});

test("being signed out is said at once, and stays", () => {
  becomes("signed-out");
  clock.pass(60_000);
  assert.equal(shown(), "You've been signed out. Your draft is kept.");
});

test("each state of the link is heard once, however long it counts down", () => {
  Object.assign(link, { retryAt: clock.now() + 12_000 });
  becomes("waiting");
  clock.pass(6_000);
  assert.match(shown(), /Reconnecting in 6 s/);
  assert.deepEqual(heard, ["Reconnecting."]);
  becomes("live");
  assert.deepEqual(heard, ["Reconnecting.", "Back online."]);
  becomes("doubting");
  clock.pass(1_000);
  becomes("live");
  assert.equal(heard.length, 2); // what is not shown is not heard
});
