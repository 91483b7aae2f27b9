// What was erased is forgotten by a page that has it: offline, or looking on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { entries } from "../../../../static/js/conversation/entries.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import { createTimeline } from "../../../../static/js/conversation/timeline.js";
import "../../../../static/js/conversation/words/en.js";
import "../../../../static/js/features/privacy/kind.js";
import "../../../../static/js/features/privacy/words/en.js";
import { events } from "../../cast.js";

const me = { role: "customer", name: "Carla" };
const page = () => {
  const frame = events("a", 1, 2, 3);
  for (const event of frame.events) event.author = { role: "agent", name: "Ada" };
  return frame;
};
const said = (...seqs) => {
  const frame = events("a", 4);
  Object.assign(frame.events[0], { kind: "erased", body: "Gone.", data: { seqs } });
  return frame;
};

test("a page that comes back drops the words, and no line of it moves", () => {
  const timeline = createTimeline();
  timeline.apply(events("a", 1, 2, 3));
  const before = timeline.events.map(({ seq, id, at }) => [seq, id, at]);
  Object.assign(timeline.events[1], { files: [{ name: "secret.txt" }], data: { mail: "x" } });
  const told = timeline.apply(said(1, 2));
  assert.equal(told.erased, true);
  const [first, second, third] = timeline.events;
  assert.deepEqual(
    [first.body, first.data, second.body, second.data],
    ["", { erased: true }, "", { erased: true }],
  );
  assert.equal(/** @type {any} */ (second).files, undefined);
  assert.notEqual(third.body, "");
  assert.deepEqual(
    timeline.events.slice(0, 3).map(({ seq, id, at }) => [seq, id, at]),
    before,
  );
  assert.equal(timeline.find(second.id), second);
  assert.doesNotMatch(JSON.stringify(timeline.events), /secret/);
});

test("a page that has none of it has nothing to forget", () => {
  const timeline = createTimeline();
  assert.equal(timeline.apply(events("a", 1, 2, 3)).erased, false);
});

test("its line says so, as another line than with its words", () => {
  const timeline = createTimeline();
  timeline.apply(page());
  const keys = (list) => list.filter(({ type }) => type === "message").map(({ key }) => key);
  const before = keys(entries({ events: timeline.events, own: [], me, readUpTo: 0 }));
  timeline.apply({
    ...said(2),
    events: said(2).events.map((one) => ({ ...one, author: { role: "system", name: "" } })),
  });
  const after = entries({ events: timeline.events, own: [], me, readUpTo: 0 });
  const moved = keys(after).filter((key) => !before.includes(key));
  assert.equal(moved.length, 1);
  const line = /** @type {any} */ (after.find(({ key }) => key === moved[0]));
  assert.deepEqual([line.erased, line.carried, line.body], [true, undefined, "Erased"]);
});

test("of a conversation whose other words stay it says so", () => {
  const words = (data) => wordsOf({ ...said(1).events[0], data }, me);
  assert.notEqual(words({ seqs: [1], part: true }), words({ seqs: [1] }));
});
