// What a page does without at first is asked for once, by whoever needs it first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { later } from "../../../static/js/ui/later.js";

test("it is asked for with the first use, and there at once from then on", async (t) => {
  const asked = [];
  globalThis.dispatchEvent = ({ type, detail }) => (asked.push([type, detail]), true);
  t.after(() => delete globalThis.dispatchEvent);
  const module = { name: "more" };
  const use = later("files", async () => module);
  assert.deepEqual(asked, []);
  const told = [];
  const [first, second] = [use((more) => told.push(["first", more])), use(() => told.push(["second"]))];
  assert.equal(asked.length, 1);
  const [[type, { feature, load, come }]] = asked;
  assert.deepEqual([type, feature, await load()], ["later", "files", module]);
  assert.deepEqual(told, []);
  come(module);
  await Promise.all([first, second]);
  assert.deepEqual(told, [["first", module], ["second"]]);
  assert.equal(
    use(({ name }) => name),
    "more",
  );
  assert.equal(asked.length, 1);
});
