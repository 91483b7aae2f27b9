// Which conversations are chosen: one by one, or all up to one, and no more than a server takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createSelection, MOST } from "../../../../static/js/features/bulk/selection.js";

const SHOWN = ["a", "b", "c", "d", "e"];

test("one by one, and all up to one in either direction", () => {
  const selection = createSelection();
  let told = 0;
  selection.on(() => (told += 1));
  selection.toggle("d");
  selection.upTo("b", SHOWN);
  assert.deepEqual(selection.tickets.sort(), ["b", "c", "d"]);
  selection.upTo("c", SHOWN);
  selection.toggle("c");
  selection.drop("b");
  assert.deepEqual(selection.tickets, ["d"]);
  selection.upTo("x", []);
  assert.deepEqual(selection.tickets, ["d", "x"]);
  assert.equal(told, 6);
  selection.clear();
  assert.deepEqual(selection.tickets, []);
});

test("no more than so many", () => {
  const selection = createSelection();
  selection.choose(Array.from({ length: MOST + 5 }, (_, n) => String(n)));
  assert.equal(selection.tickets.length, MOST);
});

test("a row shows its mark, also one that was made later", () => {
  const selection = createSelection();
  const root = { isConnected: true, firstElementChild: { hidden: true } };
  selection.toggle("a");
  selection.mark(/** @type {any} */ (root)).show({ ticket: "a" });
  assert.equal(root.firstElementChild.hidden, false);
  selection.toggle("a");
  assert.equal(root.firstElementChild.hidden, true);
});
