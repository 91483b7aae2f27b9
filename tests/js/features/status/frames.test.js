// The `status` frame, and the call that does the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PAGE_TYPES, status } from "../../../../static/js/features/status/frames.js";
import { callOf } from "../../../../static/js/wire/calls.js";

test("it says what was seen, and goes by HTTP without a socket", () => {
  const plain = status({ id: "i", ticket: "a", status: "open" });
  assert.deepEqual(plain, { type: "status", id: "i", ticket: "a", status: "open" });
  assert.deepEqual(PAGE_TYPES, [plain.type]);
  const { brings, ...call } = callOf(status({ id: "i", ticket: "a", status: "open", seen: 0 }));
  assert.deepEqual(call, {
    method: "POST",
    path: "/api/tickets/a/status",
    body: { id: "i", status: "open", seen: 0 },
  });
  assert.equal(brings({}), false);
});
