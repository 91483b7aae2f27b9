// The customer's key: exchanged, remembered, learnt, and shown when the cookie is gone.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createKey } from "../../../static/js/people/session.js";
import { Clock } from "../cast.js";

const ok = { status: 204, answer: {} };
const told = { status: 201, answer: { token: "told" } };
let clock, place, asked, answers, key;

beforeEach(() => {
  clock = new Clock();
  place = { hash: "", origin: "http://desk", pathname: "/t/a/", search: "" };
  asked = [];
  answers = [];
  const past = { state: null, replaceState: (_, __, address) => Object.assign(place, { hash: "", address }) };
  const ask = async ({ path, headers }) => (
    asked.push([path.split("/").at(-1), headers?.Authorization]),
    answers.shift() ?? { status: 0 }
  );
  key = createKey("a", { ask, clock, place, past });
});

const settle = () => new Promise(setImmediate);

test("the token leaves the address once it has its cookie, and is remembered", async () => {
  place.hash = "#given";
  answers = [ok];
  assert.equal(await key.open(), "opened");
  assert.deepEqual([place.hash, key.link, key.shown], ["", "http://desk/t/a/#given", null]);
  await key.learn();
  assert.deepEqual(asked, [["session", "Bearer given"]]);
});

test("a server that is away is waited for, a wrong token is not", async () => {
  place.hash = "#given";
  answers = [{ status: 0 }, { status: 429 }, { status: 404 }];
  const opening = key.open();
  for (let i = 0; i < 2; i++) {
    await settle();
    clock.pass(2_000);
  }
  assert.equal(await opening, "refused");
  assert.deepEqual([key.link, key.show(), place.hash], [null, false, "#given"]);
});

test("who came by cookie learns the token, asks once, and again if it wasn't told", async () => {
  assert.equal(await key.open(), "none");
  answers = [{ status: 503 }, told];
  await key.learn();
  assert.equal(key.link, null);
  await Promise.all([key.learn(), key.learn()]);
  assert.equal(key.link, "http://desk/t/a/#told");
  assert.deepEqual(asked, [
    ["link", undefined],
    ["link", undefined],
  ]);
});

test("who asks while it is being learnt has it with the first", async () => {
  answers = [told];
  key.learn();
  await key.learn(); // as "Copy your private link" does, right after the page has come alive
  assert.equal(key.link, "http://desk/t/a/#told");
  assert.equal(asked.length, 1);
});

test("it is shown once: a cookie is renewed by it, and a second refusal is the end", async () => {
  answers = [told, ok];
  await key.learn();
  assert.deepEqual([key.show(), key.shown, key.show()], [true, "told", false]);
  await settle();
  assert.deepEqual(asked.at(-1), ["session", "Bearer told"]);
});
