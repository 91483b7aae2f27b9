// An agent changes what stands on a conversation, and takes it back.
import assert from "node:assert/strict";
import test from "node:test";
import "../../words.js";
import { createChanging } from "../../../../static/js/features/triage/changing.js";
import { offer } from "../../../../static/js/features/triage/offers.js";
import { atDesk, settled } from "../../at_desk.js";

const ROW = { name: "Carla", tags: [{ name: "new" }], priority: "normal", snoozed_until: null, spam: false };
const known = { names: () => ["new", "refund"], told() {} };

function seated(row = ROW) {
  const at = atDesk({ row });
  const changing = createChanging(at.desk);
  offer(at.desk, { changing, known });
  return { ...at, changing, said: () => strip(at.sent.at(-1)) };
}
const strip = ({ id, ticket, ...frame }) => frame;

test("each change can be taken back to what was on the screen", async () => {
  for (const [act, there, back] of [
    [
      (c) => c.add("refund"),
      { type: "tags", add: ["refund"], remove: [] },
      { type: "tags", add: [], remove: ["refund"] },
    ],
    [
      (c) => c.prioritise("high"),
      { type: "priority", priority: "high" },
      { type: "priority", priority: "normal" },
    ],
    [(c) => c.snooze("reply"), { type: "snooze", until: "reply" }, { type: "snooze", until: null }],
    [(c) => c.markSpam(true), { type: "spam", spam: true }, { type: "spam", spam: false }],
  ]) {
    const at = seated();
    act(at.changing);
    assert.deepEqual(at.said(), there);
    await at.done({ ...ROW, priority: "high" });
    at.undo.run();
    assert.deepEqual(at.said(), back);
    await settled();
  }
});

test("tags are chosen: what it has is taken away, and what there isn't is new", () => {
  const at = seated();
  const { options } = at.offered.tag;
  assert.deepEqual(
    options("bro").map(({ words, made }) => [words, Boolean(made)]),
    [
      ["new", false],
      ["refund", false],
      ["New tag “bro”", true],
    ],
  );
  assert.equal(options("REFUND").length, 2);
  options("")[0].run();
  assert.deepEqual(at.said(), { type: "tags", add: [], remove: ["new"] });
  options("bro")[2].run();
  assert.deepEqual(at.said(), { type: "tags", add: ["bro"], remove: [] });
});

test("what is done can't be snoozed, and without a conversation nothing can be done", () => {
  const nowhere = seated(undefined);
  assert.deepEqual(
    Object.values(atDeskWithout().offered).map(({ can }) => can()),
    [false, false, false, false],
  );
  assert.equal(nowhere.offered.snooze.can(), true);
});

function atDeskWithout() {
  const at = atDesk({ row: undefined, current: () => undefined });
  offer(at.desk, { changing: createChanging(at.desk), known });
  return at;
}

test("a typed time stands before those that are offered", () => {
  const at = seated();
  const [first, ...others] = at.offered.snooze.options("2h");
  assert.ok(first.made && first.words.startsWith("until "));
  assert.equal(others.length, 4);
  assert.equal(at.offered.snooze.options("nonsense").length, 4);
});
