// One person has one key, whatever the name.
import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, isSame } from "../../static/js/people/same.js";

const ada = { role: "agent", name: "Ada", key: "7" };

test("agents are told apart by key, and by name only where there is none", () => {
  assert.ok(isSame(ada, { ...ada, name: "Ada Lovelace" }));
  assert.ok(!isSame(ada, { ...ada, key: "8" }));
  assert.ok(isSame(ada, { role: "agent", name: "Ada" }));
  assert.ok(!isSame(ada, { role: "agent", name: "Bo" }));
});

test("a ticket's customer is one, whatever the name, and no agent of that name", () => {
  const carla = { role: "customer", name: "Carla" };
  assert.ok(isSame(carla, { ...carla, name: "Carla Columna" }));
  assert.ok(!isSame(carla, { ...ada, name: "Carla" }));
  assert.equal(idOf(carla), idOf({ ...carla, name: "Carla Columna" }));
  assert.notEqual(idOf(ada), idOf({ ...ada, key: "8" }));
  assert.notEqual(idOf({ role: "system", name: "" }), idOf(carla));
});
