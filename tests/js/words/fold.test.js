// What is marked is what the server found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readings, stretches } from "../../../static/js/words/fold.js";

const marked = (text, ...words) => stretches(text, words).map(([start, end]) => text.slice(start, end));

for (const [text, word, found] of [
  ["Bestellnummer 4711", "NUMMER", ["nummer"]],
  ["Déjà vu, déjà", "deja", ["Déjà", "déjà"]],
  ["Straße", "strasse", ["Straße"]],
  ["Frau Müller", "mueller", ["Müller"]],
  ["Frau Mueller", "Müller", ["Mueller"]],
  ["Frau Müller", "muller", ["Müller"]],
  ["订单没有收到", "订单", ["订单"]],
  ["お支払いが", "支払", ["支払"]],
  ["환불 요청", "요청", ["요청"]],
  ["ขอเงินคืน", "เงินคืน", ["เงินคืน"]],
  ["a 💥 boom", "boom", ["boom"]],
  ["two   spaces", "two spaces", ["two   spaces"]],
  ["かき", "が", []],
  ["nothing", "else", []],
  ["a+b (c)", "+b (c", ["+b (c"]],
])
  test(`“${word}” in “${text}”`, () => assert.deepEqual(marked(text, word), found));

test("words that touch are one mark, and none lies over another", () => {
  assert.deepEqual(marked("reorder", "order", "reo"), ["reorder"]);
  assert.deepEqual(marked("red car", "car", "red"), ["red", "car"]);
});

test("a text is looked for in all of its readings, quickly or letter by letter", () => {
  assert.deepEqual(readings("Frau  Müller\n"), ["frau muller", "frau mueller"]);
  assert.deepEqual(readings(" Two\t Words\r\nI "), ["two words i"]);
  assert.deepEqual(readings("Two\t Words\u00a0I"), ["two words i"]);
  assert.deepEqual(readings("a\u0000b"), ["ab"]);
  assert.deepEqual(readings("Ｗｉｄｅ İSTANBUL ΣΑΣ e\u0301"), ["wide istanbul σασ e"]);
  assert.deepEqual(readings("A\u030Angstrom"), ["angstrom", "aangstrom"]);
});
