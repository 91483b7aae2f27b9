// What is on the screen goes with a reply, and a refusal shows what wasn't.
import assert from "node:assert/strict";
import test from "node:test";
import { createCarrying } from "../../../../static/js/conversation/carrying.js";
import { openGuard } from "../../../../static/js/features/collision/guard.js";

test("each time a message is sent it says what is on the screen by then", () => {
  const [carrying, heard, revealed] = [createCarrying(), {}, []];
  let shown = 3;
  openGuard(null, {
    carries: carrying.add,
    shown: () => shown,
    on: (type, handle) => (heard[type] = handle),
    reveal: ({ seq }) => revealed.push(seq),
  });
  assert.deepEqual(carrying.asks(), { seen: 3 });
  assert.deepEqual([carrying.has(), carrying.take()], [false, null]);
  heard.reject({ code: "newer_reply", seq: 5 });
  heard.reject({ code: "unseen", seq: 6 });
  assert.deepEqual(revealed, [5]);
  shown = 5;
  assert.deepEqual(carrying.asks(), { seen: 5 });
});
