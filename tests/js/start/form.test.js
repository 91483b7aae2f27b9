// What the start form says is wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { complaints, refusedFields } from "../../../static/js/start/form.js";

test("the start form says what is missing, and counts as the server does", () => {
  assert.deepEqual(Object.keys(complaints({ body: "", name: "" }, true)), ["body", "name"]);
  assert.deepEqual(complaints({ body: "😀".repeat(8_000), name: "Carla" }, true), {});
  assert.match(complaints({ body: "x".repeat(8_003), name: "Carla" }, true).body, /by 3 /);
  assert.match(complaints({ body: "x", name: "Carla" }, false).email, /e-mail/);
  assert.deepEqual(Object.keys(complaints({ body: "\u200b\n", name: "\u3164" }, true)), ["body", "name"]);
});

test("what the server refused is told at its fields, in our words", () => {
  const message = "`email`: is not an e-mail address.";
  const wrong = refusedFields({ code: "bad_field", message, fields: ["name", "email", "id"] });
  assert.deepEqual(Object.keys(wrong), ["name", "email"]);
  for (const words of Object.values(wrong)) assert.doesNotMatch(words, /`|bad_field/);
  assert.match(refusedFields({ code: "too_long", message, fields: ["body"] }).body, /8,000/);
  assert.deepEqual(refusedFields({ code: "conflict", message }), {});
});
