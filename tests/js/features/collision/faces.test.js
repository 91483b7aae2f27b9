// Who else is at which conversation: by key, and writing for as long as they say so.
import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { openFaces } from "../../../../static/js/features/collision/faces.js";

const agent = (key, state = "online") => ({ role: "agent", name: "Bob", key, state });

function desk() {
  const heard = {};
  const faces = openFaces({
    key: "3",
    current: () => "t",
    on(type, handle) {
      heard[type] = handle;
    },
  });
  const at = (ticket = "t") => faces.at(ticket).map(({ key, state, writes }) => [key, state, writes]);
  return { heard, faces, at };
}

test("others by key, though they have one name, and neither oneself nor who has gone", () => {
  const { heard, at } = desk();
  const customer = { role: "customer", name: "Carla", state: "online" };
  heard.presence({
    ticket: "t",
    people: [customer, agent("3"), agent("7"), agent("8", "unstable"), agent("9", "offline")],
  });
  assert.deepEqual(at(), [
    ["7", "online", ""],
    ["8", "unstable", ""],
  ]);
  assert.deepEqual(at("u"), []);
  heard.welcome({});
  assert.deepEqual(at(), []);
});

test("what a list said counts until somebody tells more", () => {
  const { heard, faces, at } = desk();
  faces.know({ ticket: "t", agents: [agent("7")] });
  assert.deepEqual(at(), [["7", "online", ""]]);
  heard.presence({ ticket: "t", people: [] });
  faces.know({ ticket: "t", agents: [agent("7")] });
  assert.deepEqual(at(), []);
});

test("who has left while the line was cut is not there any more, says the list that is read anew", () => {
  const { heard, faces, at } = desk();
  const row = { ticket: "t", agents: [agent("7")] };
  faces.know(row);
  heard.welcome({});
  faces.know(row);
  assert.deepEqual(at(), [["7", "online", ""]], "a row is shown again before the list has come");
  faces.know({ ticket: "t", agents: [agent("8")] });
  assert.deepEqual(at(), [["8", "online", ""]]);
});

test("who writes does so until they say nothing more, or have written", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { heard, faces, at } = desk();
  let told = 0;
  faces.told(() => (told += 1));
  heard.presence({ ticket: "t", people: [agent("7"), agent("8")] });
  heard.typing({ ticket: "t", role: "agent", key: "7", kind: "note" });
  heard.typing({ ticket: "t", role: "agent", key: "8" });
  heard.typing({ ticket: "t", role: "customer" });
  assert.deepEqual(
    at().map(([, , writes]) => writes),
    ["note", "message"],
  );
  heard.events({ ticket: "t", events: [{ author: { role: "agent", key: "8" } }] });
  assert.deepEqual(
    at().map(([, , writes]) => writes),
    ["note", ""],
  );
  mock.timers.tick(5_000);
  assert.deepEqual(
    at().map(([, , writes]) => writes),
    ["", ""],
  );
  assert.equal(told, 5);
  mock.timers.reset();
});
