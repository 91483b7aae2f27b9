// What is marked in what was found: the words, and no filter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "../../../../static/js/features/search/question.js";

test("what is looked for, without its filters", () => {
  assert.deepEqual(wordsOf('refund "order 4711" from:carla is:open'), ["refund", "order 4711"]);
  assert.deepEqual(wordsOf("https://example.com 10:30 from: 5"), [
    "https://example.com",
    "10:30",
    "from:",
    "5",
  ]);
  assert.deepEqual(wordsOf('from:"Ann Lee" "half a phr'), ["half a phr"]);
  assert.deepEqual(wordsOf("  "), []);
});
