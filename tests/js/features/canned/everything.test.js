// Canned replies in the list of everything.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { offer } from "../../../../static/js/features/canned/desk.js";
import { settled } from "../../at_desk.js";

const reply = { id: "1", title: "On its way", shortcut: "way" };

function open(library) {
  let offered, told;
  const inserted = [];
  const desk = { offer: (action) => ((offered = action), () => (told = true)) };
  const of = { library, insert: (one) => inserted.push(one) };
  offer(/** @type {any} */ (desk), /** @type {any} */ (of));
  return { offered, of, inserted, told: () => told };
}

test("one that is found is put into the open box, and without a box there is nothing to be chosen", () => {
  const asked = [];
  const { offered, of, inserted } = open({ known: true, find: (text) => (asked.push(text), [reply]) });
  const [option] = offered.options("wa");
  option.run();
  assert.deepEqual([asked, option.words, option.hint, inserted], [["wa"], "On its way", "/way", [reply]]);
  of.insert = null;
  assert.equal(offered.can(), false);
});

test("they are read when they aren't known yet, and not again and again where they can't be", async () => {
  let reads = 0;
  const library = { known: false, trouble: false, find: () => [], read: async () => void (reads += 1) };
  const { offered, told } = open(library);
  offered.options("");
  await settled();
  assert.deepEqual([reads, told()], [1, true]);
  library.trouble = true;
  offered.options("");
  assert.equal(reads, 1);
});
