// A desk says what it shows when that has settled, and hears of everything while a list is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createWatching } from "../../../static/js/desk/watching.js";

const ROWS = { view: "open", tickets: ["a", "b"], until: null };
const ALL = { type: "watch", view: "", tickets: null };

function desk() {
  const timers = [],
    sent = [];
  const page = { shown: /** @type {any} */ (ROWS) };
  const watching = createWatching({
    clock: { setTimeout: (run) => timers.push(run) },
    send: (frame) => sent.push(frame),
    shown: () => page.shown,
  });
  return { watching, sent, page, settle: () => timers.splice(0).forEach((run) => run()) };
}

test("what is shown is said once, however often it is drawn", () => {
  const { watching, sent, page, settle } = desk();
  watching.welcome({ limits: { watch: 3 } });
  for (let n = 0; n < 3; n++) watching.soon();
  assert.deepEqual(sent, []);
  settle();
  watching.soon();
  settle();
  assert.deepEqual(sent, [{ type: "watch", view: "open", tickets: ["a", "b"] }]);
  page.shown = { ...ROWS, until: "2026-01-01T00:00:00.000Z" };
  watching.soon();
  settle();
  assert.equal(sent[1].until, "2026-01-01T00:00:00.000Z");
});

test("while a list is read, after a new welcome, and of too many rows: of everything", () => {
  const { watching, sent, page, settle } = desk();
  watching.welcome({ limits: { watch: 3 } });
  watching.everything();
  assert.deepEqual(sent, [], "a new socket does that anyway");
  watching.soon();
  settle();
  watching.everything();
  page.shown = null;
  watching.soon();
  settle();
  assert.deepEqual(sent.slice(1), [ALL]);
  page.shown = ROWS;
  watching.soon();
  settle();
  page.shown = { ...ROWS, tickets: ["a", "b", "c", "d"] };
  watching.soon();
  settle();
  assert.deepEqual(sent.at(-1), ALL);
  watching.welcome({ limits: { watch: 3 } });
  page.shown = ROWS;
  watching.soon();
  settle();
  assert.deepEqual(sent.at(-1).tickets, ["a", "b"], "said anew to a new socket");
});

test("a server that doesn't know it is told nothing, and counts nothing", () => {
  const { watching, sent, settle } = desk();
  for (const welcome of [{}, { limits: { tickets: 50 } }]) {
    watching.welcome(welcome);
    watching.soon();
    settle();
    watching.everything();
  }
  assert.deepEqual(sent, []);
  assert.equal(watching.counts, false);
});
