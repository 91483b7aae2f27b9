// The customer's other conversations, asked for once for each that is opened.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import "../../../../static/js/features/others/words/en.js";
import { openDetails } from "../../../../static/js/features/others/details.js";

const settled = () => new Promise(setImmediate);
const element = () => ({
  dataset: {},
  children: [],
  append(...more) {
    this.children.push(...more);
  },
});

function open(answers) {
  globalThis.document = /** @type {any} */ ({ createElement: element });
  const asked = [];
  const list = { lines: [], replaceChildren: (...lines) => (list.lines = lines) };
  const root = { hidden: false, querySelector: () => list };
  const desk = {
    now: () => 0,
    getJson: async (path) => (asked.push(path), answers(path)),
  };
  const part = openDetails(/** @type {any} */ (root), /** @type {any} */ (desk));
  return { part, root, list, asked };
}

const other = {
  ticket: "o",
  name: "Carla",
  subject: "Invoice",
  status: "resolved",
  at: "1970-01-01T00:00:00Z",
};
const row = (ticket, email = "c@example.com") => ({ row: { ticket, email } });

test("they are asked for when a conversation is opened or its address is another, and not at each change", async () => {
  const { part, asked, root, list } = open(() => ({ tickets: [other] }));
  assert.equal(root.hidden, true);
  part.show(row("t"));
  part.show(row("t"));
  await settled();
  assert.deepEqual([asked, root.hidden], [["/api/tickets/t/others"], false]);
  assert.deepEqual(
    list.lines[0].children.map(({ textContent }) => textContent.split(" ·")[0]),
    ["Invoice", "done"],
  );
  part.show(row("t", "other@example.com"));
  assert.equal(asked.length, 2);
});

test("what is told of another conversation by then is not shown", async () => {
  const { part, root, asked } = open((path) => ({ tickets: path.includes("/a/") ? [other] : [] }));
  part.show(row("a"));
  part.show(row("b"));
  await settled();
  assert.deepEqual([asked.length, root.hidden], [2, true]);
});

test("what could not be had is asked for again with the next word of it", async () => {
  let there = false;
  const { part, root, asked } = open(() => (there ? { tickets: [other] } : null));
  part.show(row("t"));
  await settled();
  assert.equal(root.hidden, true);
  there = true;
  part.show(row("t"));
  await settled();
  assert.deepEqual([asked.length, root.hidden], [2, false]);
});
