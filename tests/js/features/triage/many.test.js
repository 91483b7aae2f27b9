// What can be put on several conversations at once, and what of it is taken back from each.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../../static/js/features/triage/words/en.js";
import { many } from "../../../../static/js/features/triage/many.js";

const ROW = { tags: [{ name: "refund" }], priority: "high", snoozed_until: "reply", spam: false };
const of = many({ now: () => Date.UTC(2026, 10, 28) }, { names: () => ["refund", "chair"] });
const both = ({ does, undoes }) => [does(ROW), undoes(ROW)];

test("a tag that it has is neither added nor taken back", () => {
  const [refund, chair, noRefund, noChair, ...none] = of.tag("");
  assert.deepEqual(none, []);
  assert.deepEqual(both(refund), [{ type: "tags", add: ["refund"] }, null]);
  assert.deepEqual(both(chair), [
    { type: "tags", add: ["chair"] },
    { type: "tags", remove: ["chair"] },
  ]);
  assert.deepEqual(both(noRefund), [
    { type: "tags", remove: ["refund"] },
    { type: "tags", add: ["refund"] },
  ]);
  assert.equal(noChair.does(ROW), null);
  assert.equal(of.tag("Chair").at(-1)?.made, undefined);
  assert.equal(of.tag("new").at(-1)?.made, true);
});

test("each goes back to what it was", () => {
  assert.deepEqual(of.prioritise()[0].undoes(ROW), { type: "priority", priority: "high" });
  const [spam] = of.markSpam();
  assert.deepEqual(both(spam), [
    { type: "spam", spam: true },
    { type: "spam", spam: false },
  ]);
  assert.deepEqual(of.snooze("2h")[0].does(ROW), { type: "snooze", until: "2026-11-28T02:00:00.000Z" });
  for (const option of of.snooze(""))
    assert.deepEqual(option.undoes(ROW), { type: "snooze", until: "reply" });
});
