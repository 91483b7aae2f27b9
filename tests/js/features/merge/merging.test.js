// Merging at the desk: the question about different people, and the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../../static/js/features/merge/words/en.js";
import "../../../../static/js/features/merge/words/at_desk/en.js";
import { createMerging, offer } from "../../../../static/js/features/merge/merging.js";

const ROWS = {
  a: { ticket: "a", name: "Carla", email: "", subject: "Chair" },
  b: { ticket: "b", name: "Carl", email: "carl@example.org", subject: "Table" },
};

function createDesk(verdicts) {
  const desk = {
    frames: [],
    undo: null,
    question: null,
    offered: null,
    asked: [],
    current: () => "a",
    row: (ticket = "a") => ROWS[ticket],
    async ask(make, { ticket, refused }) {
      desk.frames.push(make("id", ticket));
      const code = verdicts.shift();
      if (code) refused?.({ code });
      return !code;
    },
    offerUndo: (words, act) => (desk.undo = { words, act }),
    choose: (question) => (desk.question = question),
    offer: (action) => ((desk.offered = action), () => desk.asked.push("again")),
    async getJson(path) {
      desk.asked.push(path);
      return { rows: Object.values(ROWS) };
    },
  };
  return desk;
}

test("different people are asked about, and it can be undone", async () => {
  const desk = createDesk(["other_person", "", ""]);
  await createMerging(/** @type {any} */ (desk)).into(ROWS.b);
  assert.match(desk.question.title, /Carla.*Carl/);
  assert.equal(desk.undo, null);
  const [no, yes] = desk.question.options();
  no.run();
  assert.equal(desk.frames.length, 1);
  yes.run();
  await new Promise(setImmediate);
  desk.undo.act();
  assert.deepEqual(desk.frames, [
    { type: "merge", id: "id", ticket: "a", into: "b" },
    { type: "merge", id: "id", ticket: "a", into: "b", sure: true },
    { type: "merge", id: "id", ticket: "a", into: null },
  ]);
});

test("what can be chosen is found by the server, without this one", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const desk = createDesk([]);
  offer(/** @type {any} */ (desk), createMerging(/** @type {any} */ (desk)));
  assert.deepEqual(desk.offered.options(""), []);
  t.mock.timers.tick(1);
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(desk.asked, ["/api/queue?view=open&find=Carla", "again"]);
  const [option, ...none] = desk.offered.options("");
  assert.deepEqual([option.words, none], ["Carl: Table", []]);
});
