// What a page does without at first is asked for once, by whoever needs it first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fetchAnyway, later } from "../../../static/js/ui/later.js";

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

test("what is needed on a line that may be lost is fetched once the page lives, without a word", async (t) => {
  const asked = [];
  globalThis.dispatchEvent = ({ detail }) => (asked.push(detail), true);
  t.after(() => delete globalThis.dispatchEvent);
  const module = { name: "links" };
  later("files", async () => module);
  const use = later("conversation", async () => module, { anyway: true });
  assert.deepEqual(asked, []);
  fetchAnyway();
  fetchAnyway(); // the line came back
  assert.deepEqual(
    asked.map(({ feature, quietly }) => [feature, quietly]),
    [["conversation", true]],
  );
  asked[0].come(module);
  assert.equal(await use(({ name }) => name), "links");
  assert.equal(asked.length, 1);
});
