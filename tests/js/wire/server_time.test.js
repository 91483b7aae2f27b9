// Waits and days are told by the server's time, whatever the browser's clock says.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { createServerTime } from "../../../static/js/wire/server_time.js";
import { waitWords } from "../../../static/js/words/when.js";

const NOON = Date.parse("2026-11-22T12:00:00.000Z");
const HOUR = 3_600_000;

function browser({ wrongBy }) {
  const clock = { now: () => NOON + wrongBy + steady };
  let steady = 0;
  const time = createServerTime({ clock, steady: () => 777 + steady });
  return {
    time,
    clock,
    pass: (ms) => {
      steady += ms;
    },
  };
}

test("a clock that is wrong, or is set in the midst, changes no wait", () => {
  for (const wrongBy of [HOUR, -HOUR, 0]) {
    const { time, clock, pass } = browser({ wrongBy });
    time.told("2026-11-22T12:00:00.000Z");
    assert.equal(waitWords(NOON - 60_000, time.now()), "waits 1 min");
    clock.now = () => NOON + 9 * HOUR;
    pass(60_000);
    assert.equal(waitWords(NOON - 60_000, time.now()), "waits 2 min");
  }
});

test("each word of the server counts anew; a word that is none counts for nothing", () => {
  const { time, clock } = browser({ wrongBy: HOUR });
  assert.equal(time.now(), clock.now());
  time.told(undefined); // a server of before
  assert.equal(time.now(), clock.now());
  time.told("2026-11-22T12:00:00.000Z");
  time.told("2026-11-22T12:30:00.000Z"); // the laptop slept, and the page came back
  assert.equal(time.now(), NOON + HOUR / 2);
});
