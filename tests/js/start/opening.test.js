// Carla opens a conversation while the server, the proxy or her network doesn't want to.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createOpening } from "../../../static/js/start/opening.js";
import { Clock } from "../cast.js";

const REQUEST = { id: "i", body: "It broke.", name: "Carla" };
const LOST = { status: 0, answer: null, retryAfter: 1 };
const OPENED = { status: 201, answer: { ticket: "a", url: "/t/a/#token" }, retryAfter: 1 };
const refused = (status, code, retryAfter = 1) => ({ status, answer: { code, message: "No." }, retryAfter });

let clock, answers, asked, said, online, opened, refusals, opening;
const settle = () => new Promise(setImmediate);

beforeEach(() => {
  clock = new Clock();
  [answers, asked, said, opened, refusals, online] = [[], [], [], [], [], true];
  opening = createOpening({
    ask: async (call) => (asked.push(call), answers.shift()),
    clock,
    isOnline: () => online,
    say: (words) => said.push(words),
    opened: (answer, { id }) => opened.push([answer.ticket, id]),
    refused: ({ code }) => refusals.push(code),
  });
});

async function run(...of) {
  answers = of;
  opening.run(REQUEST);
  await settle();
}

async function pass(ms) {
  clock.pass(ms);
  await settle();
}

test("it is asked for once, and opened", async () => {
  await run(OPENED);
  assert.deepEqual(asked, [{ method: "POST", path: "/api/tickets", body: REQUEST, brings: asked[0].brings }]);
  assert.deepEqual([opened, clock.waiting], [[["a", "i"]], 0]);
});

test("a server that can't be reached is asked again, less and less often, for the same", async () => {
  await run(LOST, LOST, LOST, OPENED);
  for (const [n, ms] of [1_000, 2_000, 4_000].entries()) {
    await pass(ms - 1);
    assert.equal(asked.length, n + 1);
    await pass(1);
    assert.equal(asked.length, n + 2);
  }
  assert.match(said.at(-1), /can't be reached.* kept/);
  assert.ok(asked.every(({ body }) => body === REQUEST));
  assert.equal(opened.length, 1);
});

test("a stranger's answer opens nothing, and is named", async () => {
  await run({ ...LOST, stranger: true }, OPENED);
  assert.match(said.at(-1), /^Something between you and us answers instead.* Your message is kept/);
  await pass(1_000);
  assert.equal(opened.length, 1);
});

test("who is offline is told so, and waits no longer than that", async () => {
  online = false;
  await run(LOST, OPENED);
  assert.match(said.at(-1), /offline/);
  opening.now();
  await settle();
  assert.equal(opened.length, 1);
  assert.equal(clock.waiting, 0);
});

test("a server that names a time is given it", async () => {
  await run(refused(429, "rate_limited", 7), refused(503, "unavailable", 2), OPENED);
  assert.match(said.at(-1), /Sending in 7 s/);
  await pass(6_999);
  assert.equal(asked.length, 1);
  await pass(1);
  await pass(2_000);
  assert.equal(opened.length, 1);
});

test("a no is said in our words, and asked no more", async () => {
  await run(refused(422, "bad_field"));
  assert.match(said.at(-1), /not taken as it is.* kept/);
  await run(refused(409, "conflict"));
  assert.match(said.at(-1), /sent already/);
  assert.deepEqual([refusals, asked.length, clock.waiting], [["bad_field", "conflict"], 2, 0]);
});
