// What moves in a list is seen to move.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createMoving } from "../../../static/js/ui/moving.js";

/** Rows of ten pixels each, and what was animated: name → from where. */
function list(...names) {
  const moved = {};
  const root = { children: [] };
  const row = (name) => ({
    getBoundingClientRect: () => ({ top: 10 * root.children.findIndex((one) => one.name === name) }),
    animate: ([first]) => (moved[name] = first.translate ?? first.opacity),
    name,
  });
  const rows = new Map();
  const put = (...order) => {
    root.children = order.map((name) => rows.get(name) ?? rows.set(name, row(name)).get(name));
  };
  put(...names);
  return { root, put, moved };
}

test("what stands elsewhere comes from where it was, and what is new appears", () => {
  const { root, put, moved } = list("a", "b", "c");
  createMoving(root, () => false)(() => put("c", "a", "new", "b"));
  assert.deepEqual(moved, { c: "0 20px", a: "0 -10px", b: "0 -20px", new: 0 });
});

test("what stays where it was doesn't move, and nothing does where motion is to be reduced", () => {
  const calm = list("a", "b");
  createMoving(calm.root, () => true)(() => calm.put("b", "a"));
  assert.deepEqual([calm.root.children.map(({ name }) => name), calm.moved], [["b", "a"], {}]);
  const still = list("a", "b");
  createMoving(still.root, () => false)(() => still.put("a"));
  assert.deepEqual(still.moved, {});
});
