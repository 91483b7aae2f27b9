// What routing did, in the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import "../../../../static/js/features/routing/kind.js";

test("the customer reads whose line broke, by name", () => {
  const event = { kind: "vanished", author: { role: "system", name: "" }, data: { name: "Ann" } };
  const words = wordsOf({ ...event, body: "not this" }, { role: "customer", name: "Carla" });
  assert.equal(words, "Ann's line broke; a colleague takes over");
});
