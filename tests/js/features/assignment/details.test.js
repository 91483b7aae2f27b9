// The list of agents to whom a conversation can be given.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../../words.js";
import { openDetails } from "../../../../static/js/features/assignment/details.js";
import { atDesk, settled } from "../../at_desk.js";

const AGENTS = [
  { username: "ada", name: "Ada" },
  { username: "bo", name: "Bo", answers: true },
  { username: "lea", name: "Lea", answers: false },
  { username: "api-1", name: "Shipping", answers: true, program: true },
];
let list, listeners, world, asked, part;

beforeEach(() => {
  globalThis.Option = class {
    constructor(text, value) {
      Object.assign(this, { text, value });
    }
    remove() {
      list.options = list.options.filter((one) => one !== this);
    }
  };
  listeners = {};
  list = {
    options: [new Option("Nobody", "")],
    value: "",
    addEventListener: (name, listen) => (listeners[name] = listen),
    append: (option) => list.options.push(option),
    replaceChildren: (...options) => (list.options = options),
    get length() {
      return this.options.length;
    },
  };
  asked = 0;
  world = atDesk({ row: { name: "Carla", assignee: null } });
  world.desk.getJson = async () => ((asked += 1), { agents: AGENTS });
  part = openDetails({ querySelector: () => list }, world.desk);
});

const names = () => list.options.map(({ text }) => text);

test("it is read after each welcome and when somebody is called otherwise, and by HTTP once", async () => {
  part.read();
  await settled();
  assert.deepEqual(names(), ["Nobody", "Ada (you)", "Bo"]);
  part.read();
  assert.equal(asked, 1);
  world.heard.welcome();
  world.heard.person();
  assert.equal(asked, 3);
});

test("who has it is chosen, though not in the list any more", () => {
  part.show({ row: undefined });
  assert.deepEqual([list.disabled, list.selectedIndex], [true, -1], "nobody's isn't said before it is known");
  part.show({ row: { assignee: { username: "eve", name: "Eve" } } });
  assert.deepEqual([list.disabled, list.value, names()], [false, "eve", ["Nobody", "Eve"]]);
  part.show({ row: { assignee: null } });
  assert.equal(list.value, "");
});

test("a program is named where it has the conversation, and is nobody to choose", async () => {
  part.read();
  await settled();
  part.show({ row: { assignee: { username: "api-1", name: "Shipping" } } });
  assert.deepEqual([list.value, names()], ["api-1", ["Nobody", "Ada (you)", "Bo", "Shipping"]]);
  const offered = () => world.offered.assign.options().map(({ words }) => words);
  assert.deepEqual(offered(), ["Nobody", "Ada (you)", "Bo"]);
  const many = world.offered.assign.many().map(({ words }) => words);
  assert.deepEqual(many, ["Nobody", "Ada (you)", "Bo"]);
  part.show({ row: { assignee: null } });
  assert.deepEqual([list.value, names()], ["", ["Nobody", "Ada (you)", "Bo"]]);
});

test("whom one chooses, it is given to", () => {
  list.value = "bo";
  listeners.change();
  list.value = "";
  listeners.change();
  assert.deepEqual(
    world.sent.map(({ agent, from }) => [agent, from]),
    [
      ["bo", null],
      [null, null],
    ],
  );
});
