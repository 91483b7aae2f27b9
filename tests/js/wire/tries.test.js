// One call in several tries: which are under way, which one counts, and when it is given up.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { BRISK, createTries, LOST, PATIENCE } from "../../../static/js/wire/tries.js";
import { Clock } from "../cast.js";

const GET = { method: "GET" };
const ANSWER = { status: 200, answer: {}, retryAfter: 1, stranger: false };
let clock, tries, ask, dead; // dead(n) → whether the n-th try hangs for ever; else it takes as many ms

const settle = () => new Promise(setImmediate);

beforeEach(() => {
  clock = new Clock();
  tries = [];
  dead = () => true;
  ask = asking({ steps: BRISK });
});

const asking = (also) =>
  createTries({
    clock,
    once: (call, signal) =>
      new Promise((resolve) => {
        const n = tries.push({ at: clock.now() - 1_000_000, signal }) - 1;
        signal.addEventListener("abort", () => resolve(LOST));
        const ms = dead(n);
        if (ms !== true)
          clock.setTimeout(
            () => resolve(typeof ms === "number" ? ANSWER : ms),
            typeof ms === "number" ? ms : 0,
          );
      }),
    ...also,
  });

async function pass(ms) {
  for (let left = ms; left > 0; left -= 10) {
    clock.pass(Math.min(10, left));
    await settle();
  }
}
const underWay = () => tries.filter(({ signal }) => !signal.aborted).length;
async function told(promise) {
  let answer = null;
  promise.then((one) => (answer = one));
  await settle();
  return () => answer;
}

test("a good line is asked once", async () => {
  dead = () => 40;
  const answer = await told(ask(GET));
  await pass(60_000);
  assert.deepEqual(answer(), { ...ANSWER, took: 40, overtook: false });
  assert.equal(tries.length, 1);
  assert.equal(clock.waiting, 0);
});

test("each kept connection that is dead holds it up for a step, and its try takes it along", async () => {
  dead = (n) => (n < 6 ? true : 20);
  const answer = await told(ask(GET));
  await pass(4_020);
  assert.deepEqual(answer(), { ...ANSWER, took: 20, overtook: true });
  assert.ok(tries.slice(0, 6).every(({ signal }) => signal.aborted));
});

test("never more than three at a time, the first of them for as long as it all lasts", async () => {
  const answer = await told(ask(GET));
  for (let ms = 0; ms < PATIENCE; ms += 100) {
    assert.ok(underWay() <= 3);
    assert.equal(tries[0].signal.aborted, false);
    await pass(100);
  }
  assert.deepEqual(answer(), LOST);
  assert.equal(underWay(), 0);
  assert.equal(clock.waiting, 0);
});

test("a fresh try has two steps: a server that takes a second is not given up each half", async () => {
  dead = (n) => (n ? 950 : true);
  const answer = await told(ask(GET));
  await pass(1_450);
  assert.deepEqual(answer(), { ...ANSWER, took: 950, overtook: false }, "and no silence was long");
});

test("whenever the line heals, a try begins within a second and a half", async () => {
  await told(ask(GET));
  await pass(PATIENCE - 10);
  const starts = tries.map(({ at }) => at);
  const gaps = starts.slice(1).map((at, i) => at - starts[i]);
  assert.ok(Math.max(...gaps, PATIENCE - starts.at(-1)) <= 1_500, String(starts));
});

test("a line of 3 s a trip is slow and not dead: the patient try is answered", async () => {
  dead = () => 6_000;
  const first = await told(ask(GET));
  await pass(6_000);
  assert.deepEqual(first(), { ...ANSWER, took: 6_000, overtook: false });
  const before = tries.length;
  await told(ask(GET));
  await pass(6_000);
  assert.equal(tries.length, before + 1, "and known as slow from then on");
});

test("a slow line that dies is known as slow no longer", async () => {
  dead = () => 6_000;
  await told(ask(GET));
  await pass(6_000);
  dead = () => true;
  await told(ask(GET));
  await pass(PATIENCE);
  const before = tries.length;
  await told(ask(GET));
  await pass(600);
  assert.equal(tries.length, before + 2);
});

test("what is written is said again less often: it may wait for the database", async () => {
  await told(ask({ method: "POST" }));
  await pass(5_900);
  assert.deepEqual(
    tries.map(({ at }) => at),
    [0, 2_000, 4_000],
  );
});

test("a refusal by the network is told at once", async () => {
  dead = () => LOST;
  const answer = await told(ask(GET));
  await pass(10);
  assert.deepEqual(answer(), LOST);
  assert.equal(tries.length, 1);
});

test("but not while another try hangs", async () => {
  dead = (n) => (n === 1 ? LOST : n === 0 ? 900 : true);
  const answer = await told(ask(GET));
  await pass(890);
  assert.equal(answer(), null);
  await pass(20);
  assert.equal(answer().status, 200);
});

test("whoever asked may break it off", async () => {
  const ending = new AbortController();
  const answer = await told(ask(GET, ending.signal));
  await pass(700);
  ending.abort();
  await settle();
  assert.deepEqual(answer(), LOST);
  assert.equal(underWay(), 0);
  assert.equal(clock.waiting, 0);
});
