// An open page and a new version: when it loads itself anew, and when it doesn't.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createNewer, LOOK, SURE } from "../../../static/js/pages/newer.js";
import { Clock } from "../cast.js";

let clock, chance, free, servers, asked, reloads, memory, page;

const settle = () => new Promise(setImmediate);
async function pass(ms) {
  for (let left = ms; left > 0; left -= 1_000) {
    clock.pass(1_000);
    await settle();
  }
}

function load(own) {
  const tried = {
    get: () => memory,
    set: (value) => {
      memory = value;
    },
  };
  const there = async () => servers[asked++ % servers.length];
  return createNewer({
    own,
    clock,
    random: () => chance,
    free: () => free,
    there,
    tried,
    reload: () => {
      reloads += 1;
    },
  });
}

beforeEach(() => {
  clock = new Clock();
  chance = 0.5;
  free = true;
  servers = ["two"];
  asked = 0;
  reloads = 0;
  memory = null;
  page = load("one");
});

test("told of its own version, or of none, it does nothing", async () => {
  page.told("one");
  page.told(undefined);
  load(undefined).told("two");
  await pass(60_000);
  assert.deepEqual([reloads, asked, clock.waiting], [0, 0, 0]);
});

test("told of another, it loads itself anew, but not at once: everybody was told", async () => {
  page.told("two");
  await settle();
  assert.equal(reloads, 0);
  await pass(LOOK);
  assert.deepEqual([reloads, asked], [1, SURE]);
});

test("while something would be lost, or somebody is at it, it stays", async () => {
  free = false;
  page.told("two");
  await pass(120_000);
  assert.deepEqual([reloads, asked], [0, 0]);
  free = true;
  await pass(LOOK);
  assert.equal(reloads, 1);
});

test("half way, when servers take turns, it stays, asks seldom, and goes when all are new", async () => {
  servers = ["two", "one"];
  page.told("two");
  await pass(3_600_000);
  assert.equal(reloads, 0);
  assert.ok(asked < 30, String(asked));
  servers = ["two"];
  await pass(600_000);
  assert.equal(reloads, 1);
});

test("it goes once for a version, whatever it gets", async () => {
  page.told("two");
  await pass(LOOK);
  const again = load("one"); // an old server had the page
  again.told("two");
  await pass(3_600_000);
  assert.equal(reloads, 1);
  again.told("three");
  servers = ["three"];
  await pass(LOOK);
  assert.equal(reloads, 2);
});

test("told of its own again, it stays", async () => {
  page.told("two");
  page.told("one");
  await pass(60_000);
  assert.equal(reloads, 0);
});

test("where a tab remembers nothing, it stays, or it might never end", async () => {
  page = createNewer({
    own: "one",
    clock,
    random: () => 0.5,
    free: () => true,
    there: async () => "two",
    tried: { get: () => null, set() {} },
    reload: () => {
      reloads += 1;
    },
  });
  page.told("two");
  await pass(LOOK);
  assert.equal(reloads, 0);
});

test("a thousand pages that were told in the same moment don't go in the same", async () => {
  const went = [];
  for (chance of [0, 0.999]) {
    [reloads, memory] = [0, null];
    load("one").told("two");
    for (let passed = 1; !reloads && passed <= 60; passed += 1) {
      await pass(1_000);
      if (reloads) went.push(passed * 1_000);
    }
  }
  assert.deepEqual(went, [LOOK / 2, 1.5 * LOOK]);
});
