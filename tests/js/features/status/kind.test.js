// A change of status in the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import { isDone } from "../../../../static/js/conversation/done.js";
import "../../../../static/js/features/status/kind.js";

const CARLA = { role: "customer", name: "Carla" };
const ADA = { role: "agent", name: "Ada", key: "7" };
const told = (body, author = ADA, me = CARLA) => wordsOf({ kind: "status", author, body }, me);

test("it is told in words, and to whom did it as their own", () => {
  assert.equal(told("resolved"), "Ada resolved this conversation");
  assert.equal(told("open", CARLA, ADA), "Carla reopened this conversation");
  assert.equal(told("open", CARLA, CARLA), "You reopened this conversation");
  assert.equal(told("resolved", ADA, ADA), "You resolved this conversation");
});

test("what is resolved is done", () => {
  assert.deepEqual([{ status: "resolved" }, { status: "open" }, {}, null].map(isDone), [
    true,
    false,
    false,
    false,
  ]);
});
