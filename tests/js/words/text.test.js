// What people type, before it is sent.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isVisible, trimLines } from "../../../static/js/words/text.js";

const CASES = JSON.parse(readFileSync(new URL("../../../tickets/wire/tests/visible.json", import.meta.url)));
const spelled = (text) =>
  JSON.stringify(text).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);

test("what has something to see in it, and what has nothing", () => {
  for (const text of CASES.visible) assert.ok(isVisible(text), spelled(text));
  for (const text of CASES.nothing) assert.ok(!isVisible(text), spelled(text));
});

test("empty lines around a message go, the indent of its first line stays", () => {
  assert.equal(trimLines("    if x:\n        y()\n\n"), "    if x:\n        y()");
  assert.equal(trimLines("\n  \n\t\n\tcode  "), "\tcode");
  assert.equal(trimLines("a\n\n b"), "a\n\n b");
  assert.equal(trimLines(" \n\t "), "");
});
