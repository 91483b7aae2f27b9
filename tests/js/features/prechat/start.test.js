// What is asked before a conversation, and what agents read of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { lineOf } from "../../../../static/js/features/prechat/at_desk/details.js";
import { wrongOf } from "../../../../static/js/features/prechat/start.js";

const text = { kind: "text", required: true, value: "A-17", valid: true };

test("what is needed is asked for, and what isn't may be left out", () => {
  assert.equal(wrongOf(text), null);
  assert.equal(wrongOf({ ...text, value: " \u200b" }), "prechat.needed-field");
  assert.equal(wrongOf({ ...text, value: "", required: false }), null);
  assert.equal(wrongOf({ ...text, kind: "checkbox", value: false }), "prechat.needed-box");
  assert.equal(wrongOf({ ...text, kind: "checkbox", value: true }), null);
  assert.equal(wrongOf({ ...text, kind: "email", value: "carla@", valid: false }), "prechat.no-email");
});

test("agents read each answer with its question", () => {
  assert.equal(lineOf({ label: "Order", value: "A-17" }), "Order: A-17");
  assert.equal(lineOf({ label: "I agree", value: true }), "I agree: yes");
});

test("agents read which version was agreed to, and when", () => {
  const agreed = { label: "I agree.", value: true, version: 3, at: "2026-11-29T04:00:00.000Z" };
  assert.equal(lineOf(agreed), "Agreed on 2026-11-29 (version 3): I agree.");
  assert.equal(lineOf({ ...agreed, value: "shown" }), "Was shown on 2026-11-29 (version 3): I agree.");
});
