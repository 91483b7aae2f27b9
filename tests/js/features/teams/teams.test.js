// Teams at the desk: the frame, the log's words, and the list among a conversation's details.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import { openDetails } from "../../../../static/js/features/teams/details.js";
import { PAGE_TYPES, team } from "../../../../static/js/features/teams/frames.js";
import "../../../../static/js/features/teams/kind.js";
import { callOf } from "../../../../static/js/wire/calls.js";
import { atDesk, settled } from "../../at_desk.js";

const ADA = { role: "agent", name: "Ada", key: "7" };

test("the frame goes by HTTP without a socket", () => {
  const frame = team({ id: "i", ticket: "a", team: 3 });
  assert.deepEqual(PAGE_TYPES, [frame.type]);
  assert.equal(callOf(frame).path, "/api/tickets/a/team");
  assert.deepEqual(callOf(frame).body, { id: "i", team: 3 });
});

test("the log says it in words", () => {
  const told = (body, me) => wordsOf({ kind: "team", author: ADA, body }, me);
  assert.equal(told("Billing", ADA), "You gave this to the team Billing");
  assert.equal(told("", { role: "agent", key: "8" }), "Ada took this from its team");
});

test("the list is there where there are teams, and says which is the conversation's", async () => {
  globalThis.Option = class {
    constructor(text, value) {
      Object.assign(this, { text, value: `${value}` });
    }
  };
  let change;
  const list = {
    options: [new Option("None", "")],
    value: "",
    addEventListener: (_, listen) => (change = listen),
    append: (option) => list.options.push(option),
    replaceChildren: (...options) => (list.options = options),
    get length() {
      return this.options.length;
    },
  };
  const root = { querySelector: () => list, hidden: false };
  const world = atDesk({ row: { name: "Carla", team: null } });
  world.desk.getJson = async (_, isOurs) => {
    const answer = { teams: [{ id: 3, name: "Billing" }] };
    return isOurs(answer) ? answer : undefined;
  };
  const part = openDetails(root, world.desk);
  part.show({ row: { team: null } });
  assert.equal(root.hidden, true);
  part.read();
  await settled();
  part.show({ row: { team: { id: 3, name: "Billing" } } });
  assert.deepEqual([root.hidden, list.value], [false, "3"]);
  part.show({ row: { team: { id: 4, name: "Another" } } });
  assert.equal(list.options.at(-1).text, "Another");
  let asked;
  world.desk.ask = (made) => (asked = made("i", "a"));
  list.value = "3";
  change();
  assert.deepEqual(asked, { type: "team", id: "i", ticket: "a", team: 3 });
});
