// What is looked for becomes a view: for whom, in which order, and what is said when it can't.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../../static/js/features/saved_views/words/en.js";
import { createCounting } from "../../../../static/js/features/saved_views/counting.js";
import { offer } from "../../../../static/js/features/saved_views/saving.js";

function createDesk(answers) {
  const desk = {
    offered: [],
    chosen: [],
    calls: [],
    heard: {},
    counts: [],
    offer: (action) => (desk.offered.push(action), () => {}),
    choose: (what) => (desk.chosen.push(what), () => {}),
    getJson: async (path) => (desk.calls.push(path), { teams: [{ id: 3, name: "Billing" }], counts: {} }),
    call: async ({ method, path, body }) => (desk.calls.push([method, path, body]), answers.shift()),
    on: (type, handle) => (desk.heard[type] = handle),
    counted: (counts) => desk.counts.push(counts),
  };
  return /** @type {any} */ (desk);
}

const settled = () => new Promise(setImmediate);

test("what is looked for is saved for a team, in an order", async () => {
  const desk = createDesk([{ status: 200, answer: { view: "saved:1" } }]);
  const went = [];
  const place = { search: "", assign: (to) => went.push(to) };
  let text = "";
  offer(desk, { text: () => text, newId: () => "1", place: /** @type {any} */ (place) });
  const [save, remove] = desk.offered;
  assert.deepEqual([save.can(), remove.can()], [false, false]);
  text = "tag:refund";
  save.options("Refunds");
  await settled();
  const [mine, team] = save.options("Refunds");
  assert.match(mine.words, /Refunds.*me/);
  assert.match(team.words, /Billing/);
  team.run();
  desk.chosen[0].options("")[1].run();
  await settled();
  const body = { name: "Refunds", query: "tag:refund", team: 3, order: "waiting" };
  assert.deepEqual(desk.calls, ["/api/views", ["PUT", "/api/views/1", body]]);
  assert.deepEqual(went, ["/agent/?view=saved:1"]);
});

test("a filter that there isn't is said, and a view that is open can be deleted", async () => {
  const desk = createDesk([
    { status: 422, answer: { filter: "colour" } },
    { status: 204, answer: {} },
  ]);
  const went = [];
  const place = { search: "?view=saved:7", assign: (to) => went.push(to) };
  offer(desk, { text: () => "colour:red", newId: () => "1", place: /** @type {any} */ (place) });
  const [save, remove] = desk.offered;
  save.options("");
  await settled();
  save.options("")[0].run();
  desk.chosen[0].options("")[0].run();
  await settled();
  assert.match(desk.chosen[1].title, /colour/);
  assert.equal(remove.can(), true);
  await remove.run();
  assert.deepEqual(desk.calls.at(-1), ["DELETE", "/api/views/7", undefined]);
  assert.deepEqual(went, ["/agent/"]);
});

test("that no answer came is said, and teams that could not be read are read again", async () => {
  const nothing = { status: 0, answer: null };
  const desk = createDesk([nothing, nothing]);
  desk.getJson = async (path) => (desk.calls.push(path), null);
  const place = { search: "?view=saved:7" };
  offer(desk, { text: () => "a", newId: () => "1", place: /** @type {any} */ (place) });
  const [save, remove] = desk.offered;
  save.options("");
  await settled();
  assert.equal(save.options("").length, 1);
  await settled();
  assert.deepEqual(desk.calls, ["/api/views", "/api/views"]);
  save.options("")[0].run();
  desk.chosen[0].options("")[0].run();
  await settled();
  await remove.run();
  assert.match(desk.chosen[1].title, /not done/);
  assert.equal(desk.chosen.length, 3);
});

test("however much changes, counts are asked for once a second", async () => {
  const desk = createDesk([]);
  const timers = [];
  createCounting({ desk, clock: /** @type {any} */ ({ setTimeout: (act) => timers.push(act) }) });
  for (let n = 0; n < 50; n += 1) desk.heard.queue({});
  assert.equal(timers.length, 1);
  const counting = timers.shift()();
  desk.heard.queue({});
  await counting;
  assert.deepEqual([desk.calls, desk.counts.length, timers.length], [["/api/views/counts"], 1, 1]);
  await timers.shift()();
  assert.deepEqual([desk.counts.length, timers.length], [2, 0]);
  desk.heard.queue({});
  assert.equal(timers.length, 1);
});
