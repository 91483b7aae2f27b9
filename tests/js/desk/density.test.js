// How close the list's rows stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createDensity } from "../../../static/js/desk/density.js";

function open(store) {
  const said = {};
  const queue = { toggleAttribute: (name, is) => (said[name] = is) };
  const button = {
    setAttribute: (name, is) => (said[name] = is),
    addEventListener: (_, press) => (said.press = press),
  };
  return { said, toggle: createDensity({ queue, button, store }) };
}

test("rows stand as ever, and closer by the button or the key, until it is said again", () => {
  let kept = null;
  const store = { get: () => kept, set: (now) => ((kept = now), true), remove() {} };
  const { said, toggle } = open(store);
  assert.deepEqual([said["data-close"], said["aria-pressed"]], [false, "false"]);
  said.press();
  assert.deepEqual([said["data-close"], said["aria-pressed"]], [true, "true"]);
  assert.equal(open(store).said["data-close"], true);
  toggle();
  assert.deepEqual([said["data-close"], kept], [false, false]);
});
