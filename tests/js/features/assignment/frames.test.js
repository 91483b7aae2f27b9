// The `assign` frame, and the call that does the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assign, PAGE_TYPES } from "../../../../static/js/features/assignment/frames.js";
import { callOf } from "../../../../static/js/wire/calls.js";

const body = (frame) => callOf(frame).body;

test("it says whose it was, if that is known, and goes by HTTP without a socket", () => {
  const nobody = assign({ id: "i", ticket: "a", agent: null });
  assert.deepEqual(nobody, { type: "assign", id: "i", ticket: "a", agent: null });
  assert.deepEqual(PAGE_TYPES, [nobody.type]);
  assert.equal(callOf(nobody).path, "/api/tickets/a/assignment");
  assert.equal(callOf(nobody).method, "POST");
  assert.deepEqual(body(nobody), { id: "i", agent: null });
  const bos = assign({ id: "i", ticket: "a", agent: "bo", from: null });
  assert.deepEqual(body(bos), { id: "i", agent: "bo", from: null });
});
