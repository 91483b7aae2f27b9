// Until when something is snoozed, as it is offered and as it is typed.
import assert from "node:assert/strict";
import test from "node:test";
import { offered, typedTime } from "../../../../static/js/features/triage/until.js";

const NOW = new Date(2026, 10, 28, 13, 20).getTime(); // a Saturday
const at = (...parts) => new Date(...parts).getTime();

test("tomorrow and Monday are mornings, and Monday is never today", () => {
  const [hours, tomorrow, monday] = offered(NOW).map(([, time]) => time);
  assert.equal(hours, at(2026, 10, 28, 16, 20));
  assert.equal(tomorrow, at(2026, 10, 29, 9));
  assert.equal(monday, at(2026, 10, 30, 9));
  assert.equal(offered(at(2026, 10, 30, 8))[2][1], at(2026, 11, 7, 9));
});

test("a span, an hour of the day, a day and both", () => {
  for (const [text, time] of [
    ["2h", at(2026, 10, 28, 15, 20)],
    ["45 min", at(2026, 10, 28, 14, 5)],
    ["3D", at(2026, 11, 1, 13, 20)],
    ["14:30", at(2026, 10, 28, 14, 30)],
    ["8:00", at(2026, 10, 29, 8)],
    ["2026-12-01", at(2026, 11, 1, 9)],
    ["2026-12-01 14:30", at(2026, 11, 1, 14, 30)],
  ])
    assert.equal(typedTime(text, NOW), time, text);
});

test("what is no time, or has passed, is none", () => {
  for (const text of ["", "soon", "0h", "2026-11-27", "99999h", "h"])
    assert.equal(typedTime(text, NOW), null, text);
});
