// Of several answers the last one counts, and nobody is asked before somebody pauses.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { byTicket, createAsking } from "../../../../static/js/features/search/asking.js";
import { Clock } from "../../cast.js";
import { settled } from "../../at_desk.js";

const hit = (ticket, seq, at = `2026-11-28T00:00:0${seq}.000Z`) => ({
  ...{ ticket, seq, at, kind: "message", name: "", subject: "", excerpt: `No. ${seq}` },
});
let clock, calls, asking, told;

beforeEach(() => {
  clock = new Clock();
  calls = [];
  asking = createAsking({
    clock,
    call: (call, signal) => new Promise((answer) => calls.push({ ...call, signal, answer })),
    told(found) {
      told = found;
    },
  });
});

async function answered(call, answer, status = 200) {
  call.answer({ status, answer, retryAfter: 1, stranger: false });
  await settled();
}

const asked = () => calls.map(({ path }) => path);

test("as soon as somebody pauses, and once", async () => {
  for (const text of ["r", "re", "red"]) asking.ask(text);
  assert.equal(told.waiting, true);
  clock.pass(250);
  asking.ask("red");
  clock.pass(1_000);
  assert.deepEqual(asked(), ["/api/search?q=red"]);
  await answered(calls[0], { results: [hit("a", 2)], more: false });
  assert.deepEqual(told, { text: "red", results: [hit("a", 2)], more: false, waiting: false, trouble: null });
});

test("an answer to what isn't asked any more is dropped, and its call is ended", async () => {
  asking.ask("red");
  clock.pass(250);
  asking.ask("red car");
  assert.equal(calls[0].signal.aborted, true);
  clock.pass(250);
  await answered(calls[1], { results: [hit("b", 1)], more: false });
  await answered(calls[0], { results: [hit("a", 2)], more: true });
  assert.deepEqual(told.results, [hit("b", 1)]);
  asking.ask("");
  clock.pass(1_000);
  assert.deepEqual([told.text, told.results, told.waiting, calls.length], ["", [], false, 2]);
});

test("what is gone is shown no more, nor what was on its way with it", async () => {
  asking.ask("red");
  clock.pass(250);
  await answered(calls[0], { results: [hit("a", 3), hit("b", 2)], more: false });
  asking.without("c");
  asking.without("a");
  assert.deepEqual(told.results, [hit("b", 2)]);
  clock.pass(1_000);
  assert.equal(calls.length, 1);
  asking.again();
  asking.without("b");
  assert.deepEqual(told.results, []);
  clock.pass(250);
  assert.equal(calls[1].signal.aborted, true);
  await answered(calls[2], { results: [], more: false });
  assert.equal(told.waiting, false);
});

test("where words were erased it is asked for anew, once for many, and nothing where nothing was asked", async () => {
  asking.anew();
  clock.pass(1_000);
  asking.ask("red");
  clock.pass(250);
  await answered(calls[0], { results: [hit("a", 3)], more: false });
  asking.anew();
  asking.anew();
  clock.pass(250);
  assert.equal(calls.length, 2);
  await answered(calls[1], { results: [{ ...hit("a", 3), excerpt: "" }], more: false });
  assert.equal(told.results[0].excerpt, "");
  asking.anew(); // of the next one that goes, and there may be hundreds
  clock.pass(4_900);
  assert.equal(calls.length, 2);
  clock.pass(100);
  assert.equal(calls.length, 3);
});

test("older hits come behind the newest, from the time of the last", async () => {
  asking.ask("red");
  clock.pass(250);
  await answered(calls[0], { results: [hit("a", 3), hit("b", 2)], more: true });
  asking.more();
  assert.equal(new URL(calls[1].path, "http://desk").searchParams.get("before"), hit("b", 2).at);
  await answered(calls[1], { results: [hit("a", 1)], more: false });
  assert.deepEqual(
    told.results.map(({ seq }) => seq),
    [3, 2, 1],
  );
});

test("a refusal is told with what it names, and what was found stays after a line that broke", async () => {
  asking.ask("tag:x");
  clock.pass(250);
  await answered(calls[0], { code: "bad_field", message: "No.", filter: "tag" }, 422);
  assert.deepEqual([told.trouble.filter, told.waiting], ["tag", false]);
  asking.ask("red");
  clock.pass(250);
  await answered(calls[1], { results: [hit("a", 2)], more: true });
  asking.more();
  await answered(calls[2], null, 0);
  assert.deepEqual([told.results.length, told.trouble], [1, { code: "" }]);
});

test("by conversation, in the order of the newest hit of each", () => {
  const groups = byTicket([hit("a", 3), hit("b", 2), hit("a", 1)]);
  assert.deepEqual(
    groups.map((group) => group.map(({ ticket, seq }) => `${ticket}${seq}`)),
    [["a3", "a1"], ["b2"]],
  );
});
