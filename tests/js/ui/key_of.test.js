// Which key it was, on keyboards of all kinds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf } from "../../../static/js/ui/key_of.js";

test("a layout without Latin letters has our keys where the American one has them", () => {
  const typed = [
    ["к", "KeyR"],
    ["т", "KeyN"],
    ["ф", "KeyA"],
    ["у", "KeyE"],
    ["ε", "KeyE"],
    ["ק", "KeyE"],
    ["ث", "KeyE"],
    ["ㄷ", "KeyE"],
    ["١", "Digit1"],
    ["ち", "KeyA"],
  ];
  assert.deepEqual(typed.map(([key, code]) => keyOf({ key, code })).join(""), "rnaeeeee1a");
  const marks = [
    ["\u0e37", "KeyN"], // Thai
    ["\u0e48", "KeyJ"],
    ["\u093e", "KeyE"], // Hindi
    ["\u094b", "KeyA"],
    ["\u17c1", "KeyE"], // Khmer
    ["\u0300", "Digit5"], // Vietnamese
    ["\u0644\u0627", "KeyB"], // Arabic
    ["\u0915\u094d\u0937", "Digit7"],
  ];
  assert.deepEqual(marks.map(([key, code]) => keyOf({ key, code })).join(""), "njeae5b7");
});

test("a Latin letter counts wherever it lies, and what is none of ours is none", () => {
  assert.equal(keyOf({ key: "e", code: "KeyD" }), "e"); // Dvorak
  assert.equal(keyOf({ key: "d", code: "KeyE" }), "d");
  assert.equal(keyOf({ key: "q", code: "KeyA" }), "q"); // AZERTY
  assert.equal(keyOf({ key: "é", code: "Digit2" }), "é");
  assert.equal(keyOf({ key: "&", code: "Digit1" }), "&");
  assert.equal(keyOf({ key: "E", code: "KeyE" }), "e"); // Caps Lock
  assert.equal(keyOf({ key: "E", code: "KeyE", shiftKey: true }), "E");
  assert.equal(keyOf({ key: "ё", code: "Backquote" }), "backquote");
  assert.equal(keyOf({ key: "§", code: "Digit3", shiftKey: true }), "§"); // a sign, on a German one
  assert.equal(keyOf({ key: "Dead", code: "BracketLeft" }), "Dead");
  assert.equal(keyOf({ key: "Process", code: "KeyE" }), "Process");
  assert.equal(keyOf({ key: "ArrowDown", code: "ArrowDown" }), "ArrowDown");
});
