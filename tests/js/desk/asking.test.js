// What an agent asks for is asked until it is answered, and what was refused says why.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { learn } from "../../../static/js/words/t.js";
import { atDesk, settled } from "../at_desk.js";

const row = { name: "Carla" };
const rate = (id, ticket) => ({ type: "rate", id, ticket });

test("it is sent again with the same id, until the server says yes or no", async () => {
  const { desk, asking, sent } = atDesk({ row });
  const asked = desk.ask(rate);
  asking.live();
  assert.deepEqual([sent.length, sent[0].id, sent[0].ticket], [2, sent[1].id, "t"]);
  asking.ack({ id: sent[0].id });
  assert.equal(await asked, true);
  asking.live();
  assert.equal(sent.length, 2);
});

test("without an open ticket nothing is asked", async () => {
  const { desk, sent } = atDesk({ row, current: () => undefined });
  assert.equal(await desk.ask(rate), false);
  assert.deepEqual(sent, []);
});

test("a refusal is told by its code, not in the server's words", async () => {
  learn("en", { "refused.late": "{name} was quicker, at {seq}." });
  const { desk, asking, sent, hint, revealed } = atDesk({ row });
  const more = { refused: desk.reveal };
  const asked = desk.ask(rate, more);
  asking.reject({ id: sent[0].id, code: "late", message: "…", seq: 9 });
  assert.equal(await asked, false);
  assert.deepEqual([hint.textContent, revealed], ["Carla was quicker, at 9.", [9]]);
  desk.ask(rate, more);
  asking.reject({ id: sent[1].id, code: "forbidden", message: "Only on Sundays." });
  await settled();
  assert.equal(hint.textContent, "This was not done: only agents may do it.");
});

test("about a conversation that isn't open any more it is said which one", async () => {
  let open = "t";
  const { desk, asking, sent, revealed, hint } = atDesk({ row, current: () => open });
  desk.ask(rate, { refused: desk.reveal });
  open = "another";
  asking.reject({ id: sent[0].id, code: "forbidden", message: "Never.", seq: 9 });
  await settled();
  assert.equal(
    hint.textContent,
    "About your conversation with Carla: This was not done: only agents may do it.",
  );
  assert.deepEqual(revealed, []);
});
