// A feature fills its own root, and is in nobody's way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, openSlot } from "../../../static/js/ui/slots.js";

const page = (...features) => ({
  querySelectorAll: (selector) =>
    selector === "[data-slot=header]" ? features.map((feature) => ({ dataset: { feature } })) : [],
});

test("each feature is opened with its root and the page, and told by the words it has", () => {
  const told = [];
  for (const name of ["tags", "rating"])
    fill("header", name, (root, page) => ({
      show: (...said) => told.push([name, root.dataset.feature, page, ...said]),
    }));
  const tell = openSlot("header", page("rating", "tags", "unknown"), "page");
  tell("show", 1, 2);
  tell("close");
  assert.deepEqual(told, [
    ["rating", "rating", "page", 1, 2],
    ["tags", "tags", "page", 1, 2],
  ]);
  openSlot("acts", page("tags"))("show");
  assert.equal(told.length, 2, "another place is not filled by it");
});

test("one that fails is reported, and the others go on", () => {
  const [reported, told] = [[], []];
  globalThis.reportError = (error) => reported.push(error.message);
  const fails = (words) => () => {
    throw new Error(words);
  };
  fill("header", "broken", fails("opened"));
  fill("header", "late", () => ({ show: fails("told") }));
  fill("header", "tags", () => ({ show: () => told.push("tags") }));
  openSlot("header", page("broken", "late", "tags"))("show");
  assert.deepEqual([reported, told], [["opened", "told"], ["tags"]]);
});
