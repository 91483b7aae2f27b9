// Where the desk goes when a conversation is done.
import assert from "node:assert/strict";
import { test } from "node:test";
import { after, createGoingOn } from "../../../static/js/desk/going_on.js";

const memory = (value = null) => ({ get: () => value, set: (now) => ((value = now), true), remove() {} });

function desk(facts = {}) {
  const world = { at: "b", listed: ["a", "b", "c"], asked: null, went: [], store: memory(), ...facts };
  const element = (is) => ({ value: "", matches: () => is });
  Object.assign(world, { box: element(true), heading: element(false) });
  const goingOn = createGoingOn({
    listed: () => world.listed,
    current: () => world.at,
    go: (ticket) => world.went.push(ticket),
    box: world.box,
    page: {
      get activeElement() {
        return world.focus;
      },
      querySelector: () => world.asked,
    },
    store: world.store,
  });
  return { world, goingOn };
}

test("the next is the one below, of the last one the one above, and of what isn't listed none", () => {
  assert.deepEqual(
    ["a", "c", "x"].map((one) => after(["a", "b", "c"], one)),
    ["b", "b", undefined],
  );
  assert.equal(after(["a"], "a"), undefined);
});

test("what came after it then is next, though the list has moved on meanwhile", () => {
  const { world, goingOn } = desk();
  const goOn = goingOn.next();
  world.listed = ["a", "new", "c"];
  goOn();
  assert.deepEqual(world.went, ["c"]);
});

test("who has gone elsewhere, writes, chooses, or has nothing below, is left where they are", () => {
  for (const act of [
    (world) => (world.at = "c"),
    (world) => (world.box.value = "One more thing"),
    (world) => (world.asked = { open: true }),
    (world) => (world.focus = world.box),
  ]) {
    const { world, goingOn } = desk();
    const goOn = goingOn.next();
    act(world);
    goOn();
    assert.deepEqual(world.went, []);
  }
  const { world, goingOn } = desk({ listed: [] });
  goingOn.next()();
  assert.deepEqual(world.went, []);
});

test("who did it by a word in the box goes on, though the box has the focus", () => {
  const { world, goingOn } = desk();
  world.focus = world.box;
  goingOn.next()();
  const goOn = goingOn.next();
  world.focus = world.heading;
  goOn();
  assert.deepEqual(world.went, ["c", "c"]);
});

test("who would rather stay says so once", () => {
  const { world, goingOn } = desk();
  goingOn.toggle();
  goingOn.next()();
  assert.deepEqual(world.went, []);
  const later = desk({ store: world.store });
  assert.equal(later.goingOn.stays, true);
  later.goingOn.toggle();
  later.goingOn.next()();
  assert.deepEqual(later.world.went, ["c"]);
});
