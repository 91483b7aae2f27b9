// What a reply has in braces is filled in once, and what is left is found.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  blanksIn,
  filled,
  nameOf,
  textFor,
  valuesOf,
} from "../../../../static/js/features/canned/variables.js";

const row = { name: " Carla  Braun", email: "", subject: "An order" };
const VALUES = valuesOf({ row, ticket: "t1", agent: "Ada" });

for (const [text, becomes] of [
  ["Hello {customer.first_name|there}!", "Hello Carla!"],
  ["{ customer.first_name | there } {agent.name} {ticket.id} {ticket.subject}", "Carla Ada t1 An order"],
  ["to {customer.email|your | address}", "to your | address"],
  ["to {customer.email}.", "to ."],
  ["your order {?order number}", "your order {?order number}"],
  ["{customer.nme} {constructor} {toString|x} {}", "{customer.nme} {constructor} {toString|x} {}"],
  ["a { brace, {\n} and {{agent.name}}", "a { brace, {\n} and {Ada}"],
])
  test(`“${text}”`, () => assert.equal(filled(text, VALUES), becomes));

test("a value with braces is not read again, nor is a dollar anything", () => {
  const values = valuesOf({ row: { name: "{agent.name}" }, ticket: "t", agent: "$& $1" });
  assert.equal(filled("{customer.name} {agent.name}", values), "{agent.name} $& $1");
});

test("of a ticket whose row isn't known yet", () => {
  assert.equal(
    filled("Hello {customer.first_name|there}", valuesOf({ row: undefined, agent: "" })),
    "Hello there",
  );
});

test("what is left to who writes", () => {
  const text = "{?order number} and {? a } {?} {? } {agent.name} {?x\n}";
  const blanks = blanksIn(text);
  assert.deepEqual(
    blanks.map((blank) => nameOf(text, blank)),
    ["order number", "a"],
  );
  assert.deepEqual(blanks[0], [0, 15]);
  assert.deepEqual(
    blanksIn(text, (blank) => blank === "{? a }").map(([from]) => from),
    [20],
  );
});

for (const [languages, text] of [
  [["de"], "Hallo"],
  [["de-AT", "en"], "Hallo"],
  [["PT-br"], "Olá"],
  [["pt"], "Olá"],
  [["fr", "en"], "Hello"],
  [["fr", undefined], "Olá"],
  [[undefined], "Olá"],
])
  test(`who reads ${languages}`, () =>
    assert.equal(textFor({ texts: { "pt-BR": "Olá", en: "Hello", de: "Hallo" } }, languages), text));
