// Times in words. Days are the calendar's, where clocks are changed too.
process.env.TZ = "America/New_York"; // before any date is made
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { dayKey, dayName, span, waitWords } from "../../../static/js/words/when.js";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const ago = (ms) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;
const on = (month, day, hour = 12, minute = 0) => new Date(2026, month - 1, day, hour, minute).getTime();

test("the zone is the one that this is about", () => {
  assert.equal(new Date("2026-11-01T12:00:00-05:00").getTimezoneOffset(), 300);
});

test("on a day of 25 hours, at 23:30, the day before is yesterday", () => {
  const now = on(11, 1, 23, 30);
  assert.equal(dayName(on(10, 31), now), "Yesterday");
  assert.equal(dayName(on(10, 31, 0, 5), now), "Yesterday");
  assert.equal(dayName(on(11, 1, 0, 30), now), "Today");
  assert.match(dayName(on(10, 30, 23, 59), now), /Friday/);
});

test("so it is on a day of 23 hours, and at the turn of a month and of a year", () => {
  for (const [hour, minute] of [
    [0, 0],
    [0, 30],
    [12, 0],
    [23, 59],
  ]) {
    assert.equal(dayName(on(3, 8), on(3, 9, hour, minute)), "Yesterday");
    assert.equal(dayName(on(3, 7), on(3, 8, hour, minute)), "Yesterday");
    assert.equal(dayName(on(11, 1), on(11, 2, hour, minute)), "Yesterday");
    assert.equal(dayName(on(2, 28), on(3, 1, hour, minute)), "Yesterday");
    assert.equal(dayName(new Date(2025, 11, 31, 23, 59).getTime(), on(1, 1, hour, minute)), "Yesterday");
  }
  assert.notEqual(dayKey(on(11, 1, 23, 59)), dayKey(on(11, 2, 0, 0)));
});

test("times are short", () => {
  assert.deepEqual(
    [0, 59_000, MINUTE, 90 * MINUTE, 25 * 60 * MINUTE, 49 * 60 * MINUTE].map((ms) => span(ago(ms), NOW)),
    ["now", "now", "1 min", "1 h", "1 day", "2 days"],
  );
  assert.equal(span(ago(-5_000), NOW), "now"); // a clock that is ahead
  assert.equal(waitWords(ago(3 * MINUTE), NOW), "waits 3 min");
  assert.equal(waitWords(ago(59_000), NOW), "waits < 1 min");
  assert.equal(dayName(NOW, NOW), "Today");
  assert.equal(dayName(NOW - 24 * 60 * MINUTE, NOW), "Yesterday");
});
