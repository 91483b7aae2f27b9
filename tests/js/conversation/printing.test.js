// Ctrl+P of a conversation of which only the end is loaded leads to all of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listenForPrinting } from "../../../static/js/conversation/printing.js";

function page(first) {
  const heard = {};
  const went = [];
  globalThis.addEventListener = (name, listen) => {
    heard[name] = listen;
  };
  globalThis.location = { assign: (path) => went.push(path) };
  const notice = { hidden: true };
  listenForPrinting({ timeline: { first }, notice, path: () => "/print/", signal: undefined });
  const presses = (event) => {
    let prevented = false;
    heard.keydown({ ctrlKey: true, preventDefault: () => (prevented = true), ...event });
    return prevented;
  };
  return { presses, went, prints: () => (heard.beforeprint(), notice.hidden) };
}

test("whichever layout the key is of, and with either key for commands", () => {
  const { presses, went } = page(201);
  const pressed = [
    { key: "p", code: "KeyP" },
    { key: "P", code: "KeyP" }, // Caps Lock
    { key: "з", code: "KeyP" }, // Russian
    { key: "π", code: "KeyP" }, // Greek
    { key: "פ", code: "KeyP" }, // Hebrew
    { key: "p", code: "KeyR", ctrlKey: false, metaKey: true }, // Dvorak, on a Mac
  ];
  for (const event of pressed) assert.ok(presses(event), event.key);
  assert.equal(went.length, pressed.length);
});

test("nothing else is taken from the browser, nor where all of it is loaded", () => {
  const { presses, went, prints } = page(201);
  for (const event of [
    { key: "p", code: "KeyP", ctrlKey: false },
    { key: "P", code: "KeyP", shiftKey: true },
    { key: "p", code: "KeyP", altKey: true },
    { key: "o", code: "KeyO" },
    { key: "r", code: "KeyP" },
  ])
    assert.equal(presses(event), false, JSON.stringify(event));
  assert.equal(prints(), false, "paper says that there is more");
  const whole = page(1);
  assert.equal(whole.presses({ key: "p", code: "KeyP" }), false);
  assert.equal(whole.prints(), true);
  assert.deepEqual([went, whole.went], [[], []]);
});
