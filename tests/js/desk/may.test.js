// What a role doesn't allow isn't offered: by no key, word or list.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import "../words.js";
import { createKinds } from "../../../static/js/conversation/composer_kinds.js";
import { createActions } from "../../../static/js/desk/actions.js";
import { mayBy } from "../../../static/js/desk/may.js";
import { offerOwn, pressing } from "../../../static/js/desk/own_actions.js";

const FEATURES = new URL("../../../static/js/features/", import.meta.url);
const OF_ONESELF = ["view", "away", ""]; // which write nothing about a conversation

test("what the server names is allowed, and what asks for nothing", () => {
  const may = mayBy("note answer");
  assert.deepEqual(["note", "answer", undefined, "configure", "ans"].map(may), [
    true,
    true,
    true,
    false,
    false,
  ]);
  assert.equal(mayBy("")("note"), false);
});

test("an action that needs more has no key, no word and no line in the list", () => {
  const [keys, listed, done] = [{}, [], []];
  const choose = ({ options }) => (listed.push(...options("").map(({ words }) => words)), () => {});
  const actions = createActions({ choose, keys, may: mayBy("note") });
  const run = () => done.push("done");
  actions.offer({ name: "tag", key: "t", needs: "answer", words: () => "Tag", run, many: () => [] });
  actions.offer({ name: "find", needs: "note", words: () => "Find", run() {} });
  actions.forMany({ rows: () => [{}], run() {} });
  actions.everything();
  actions.start("tag");
  assert.equal(actions.command("/tag"), null);
  assert.deepEqual([Object.keys(keys), listed, done], [[], ["Find"], []]);
});

test("who may not answer is offered notes, and no replies", () => {
  const offered = (rights) => {
    const actions = createActions({ choose: () => () => {}, keys: {}, may: mayBy(rights) });
    const link = { dataset: {}, getAttribute: () => null, textContent: "A link", click() {} };
    const parts = {
      views: { querySelector: () => null },
      copyLink: { ...link, dataset: { needs: "answer" } },
      printLink: link,
    };
    offerOwn({
      ...{ actions, parts, route: {}, density() {}, places: [], goingOn: { stays: false, toggle() {} } },
      conversation: () => ({ composer: {} }),
    });
    return actions.commands("").map(({ name }) => name);
  };
  assert.deepEqual(offered("note"), ["note"]);
  assert.deepEqual(offered("note answer"), ["reply", "note"]);
});

const choices = (...values) => values.map((value, at) => ({ value, checked: at === 0 }));

test("a box for notes alone writes notes, whatever was meant", () => {
  const kinds = createKinds(choices("note"));
  kinds.choose("message");
  assert.deepEqual([kinds.now(), kinds.first, kinds.has("message")], ["note", "note", false]);
});

test("an agent's box begins with a reply, a customer's has nothing else", () => {
  const kinds = createKinds(choices("message", "note"));
  kinds.choose("note");
  assert.equal(kinds.now(), "note");
  kinds.choose("message");
  assert.deepEqual([kinds.now(), kinds.first, kinds.has("note")], ["message", "message", true]);
  assert.equal(createKinds([]).now(), "message");
});

test("every action of a feature says what it needs", () => {
  const scripts = readdirSync(FEATURES, { recursive: true }).filter((name) => String(name).endsWith(".js"));
  const offers = scripts.flatMap((name) => [
    ...readFileSync(new URL(String(name), FEATURES), "utf8").matchAll(
      /desk\.offer\(\{\s*name: "(\w*)",(\s*key: .*,)?(\s*needs: "answer",)?/g,
    ),
  ]);
  const open = offers
    .filter(([, name, , needs]) => !needs && !OF_ONESELF.includes(name))
    .map(([, name]) => name);
  assert.deepEqual(open, []);
});

test("what a button or a link of the page does can be chosen by its name, if its role may", () => {
  const pressed = [];
  const link = (label, needs) => ({
    dataset: { needs },
    getAttribute: () => label,
    textContent: "",
    click: () => pressed.push(label),
  });
  const listed = [];
  const choose = ({ options }) => (listed.push(...options("")), () => {});
  const actions = createActions({ choose, keys: {}, may: mayBy("note") });
  const links = [link("People"), link("Copy the link", "answer")];
  for (const one of pressing(/** @type {any} */ (links), (label) => `Go to: ${label}`)) actions.offer(one);
  actions.everything();
  listed[0].run();
  assert.deepEqual([listed.map(({ words }) => words), pressed], [["Go to: People"], ["People"]]);
});
