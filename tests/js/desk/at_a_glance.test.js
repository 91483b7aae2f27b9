// What the pane says while no conversation is open.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createGlance, longestWaits } from "../../../static/js/desk/at_a_glance.js";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const row = (name, minutes) => ({
  ticket: name.toLowerCase(),
  name,
  waiting_since: minutes === null ? null : new Date(NOW - 60_000 * minutes).toISOString(),
});
let parts, lines, now;

const element = () => ({ textContent: "", dataset: {}, href: "" });
const line = () => ({ children: [{ ...element(), children: [element(), element()] }] });

beforeEach(() => {
  now = NOW;
  lines = [];
  globalThis.document = { createElement: line, activeElement: null };
  parts = {
    today: { hidden: true, querySelectorAll: () => [] },
    todayHere: element(),
    todayWaiting: element(),
    longestWaits: {
      contains: () => false,
      get firstElementChild() {
        return lines[0];
      },
      insertBefore(made, place) {
        lines = lines.filter((one) => one !== made);
        lines.splice(place ? lines.indexOf(place) : lines.length, 0, made);
      },
    },
  };
});

function glance(told) {
  const show = createGlance({ parts, clock: { now: () => now }, desk: {} });
  const tell = (more) => show({ here: [], rows: [], counts: { open: 0 }, view: "open", all: true, ...more });
  tell(told);
  return tell;
}

const shown = () =>
  lines.map(({ children: [link] }) => [link.href, ...link.children.map(({ textContent }) => textContent)]);

test("until the list has come it says nothing of anybody", () => {
  const tell = glance({ counts: {} });
  assert.equal(parts.today.hidden, true);
  tell({});
  assert.equal(parts.today.hidden, false);
});

test("who is at the desk is named, and that nobody is", () => {
  const tell = glance({ here: ["Ada", "Bob"] });
  assert.equal(parts.todayHere.textContent, "Ada and Bob");
  tell({});
  assert.equal(parts.todayHere.textContent, "nobody yet");
});

test("those who wait longest lead to their conversation, in the view that is shown", () => {
  const rows = [row("Carla", 5), row("Answered", null), row("Dora", 90)];
  glance({ rows, view: "mine", all: false });
  assert.equal(parts.todayWaiting.textContent, "longest 1 h");
  assert.deepEqual(shown(), [
    ["/agent/dora/?view=mine", "Dora", "waits 1 h"],
    ["/agent/carla/?view=mine", "Carla", "waits 5 min"],
  ]);
});

test("of many, five", () => {
  const many = Array.from({ length: 9 }, (_, n) => row(`N${n}`, n));
  assert.deepEqual(
    longestWaits(many).map(({ name }) => name),
    ["N8", "N7", "N6", "N5", "N4"],
  );
});

test("a wait grows by the clock that is handed in", () => {
  const tell = glance({ rows: [row("Carla", 5)] });
  now += 60_000;
  tell({ rows: [row("Carla", 5)] });
  assert.equal(parts.todayWaiting.textContent, "longest 6 min");
});

test("that nobody waits is said of everybody only where everybody would be", () => {
  const tell = glance({ all: true });
  assert.equal(parts.todayWaiting.textContent, "nobody");
  tell({ view: "mine", all: false });
  assert.equal(parts.todayWaiting.textContent, "nobody in this view");
});
