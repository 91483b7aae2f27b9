// An assignment in the log.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import { createTimeline } from "../../../../static/js/conversation/timeline.js";
import "../../../../static/js/features/assignment/kind.js";

const CARLA = { role: "customer", name: "Carla" };
const ADA = { role: "agent", name: "Ada", key: "7" };
const BO = { role: "agent", name: "Bo" };
const told = (body, author = ADA, me = CARLA, assignee = undefined) =>
  wordsOf({ kind: "assignment", author, body, assignee }, me);

test("it is told in words", () => {
  const nameless = { role: "agent", name: "Ada" };
  assert.equal(told("Ada", nameless), "Ada took this conversation");
  assert.equal(told("Bo"), "Ada assigned this to Bo");
  assert.equal(told("", ADA, BO), "Ada gave this conversation back");
  assert.equal(told("Bo", ADA, BO), "Ada assigned this to you");
  const desk = { role: "system", name: "" };
  assert.equal(told("", desk), "This conversation went back to the queue");
  assert.equal(told("Ada", desk, CARLA, "7"), "This conversation went to Ada");
  assert.equal(told("Ada", desk, ADA, "7"), "This conversation came to you");
});

test("who took it is known by key, whatever the names", () => {
  const other = { ...ADA, key: "8" };
  assert.equal(told("Ada", ADA, CARLA, "7"), "Ada took this conversation");
  assert.equal(told("Ada", ADA, CARLA, "8"), "Ada assigned this to Ada");
  assert.equal(told("Ada", ADA, other, "8"), "Ada assigned this to you");
  assert.equal(told("Ada", ADA, other, "9"), "Ada assigned this to Ada");
});

test("nobody is told of their own act in the third person", () => {
  assert.equal(told("Ada", ADA, ADA, "7"), "You took this conversation");
  assert.equal(told("", ADA, ADA), "You gave this conversation back");
  assert.equal(told("Bo", ADA, ADA), "You assigned this to Bo");
});

test("who is named by one, or has the ticket, has the name of today", () => {
  const timeline = createTimeline();
  const event = (seq, facts) => ({ seq, id: `${seq}`, author: ADA, body: "words", at: "", ...facts });
  const log = [event(1, { kind: "message" }), event(2, { kind: "assignment", body: "Ada", assignee: "7" })];
  const names = () => timeline.events.map(({ author, body }) => [author.name, body]);
  timeline.apply({ events: log, head: 2, more: false });
  timeline.rename("7", "Ada Lovelace");
  assert.deepEqual(names(), [
    ["Ada Lovelace", "words"],
    ["Ada Lovelace", "Ada Lovelace"],
  ]);
  timeline.apply({ events: [], head: 2, more: false, assignee: "Lady Lovelace", assignee_key: "7" });
  assert.deepEqual(
    names(),
    [
      ["Lady Lovelace", "words"],
      ["Lady Lovelace", "Lady Lovelace"],
    ],
    "who comes back after the correction learns it from the ticket",
  );
  timeline.apply({ events: [], head: 2, more: false, assignee: null });
  assert.equal(names()[0][0], "Lady Lovelace");
});
