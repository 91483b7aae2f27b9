// What an agent can do, by key and out of a list.
import assert from "node:assert/strict";
import test from "node:test";
import { createActions } from "../../../static/js/desk/actions.js";
import { chosenBy } from "../../../static/js/desk/chooser.js";

test("a key does it, or opens what can be chosen; what can't be done now isn't", () => {
  const [keys, chosen, done] = [{}, [], []];
  const actions = createActions({ choose: (what) => (chosen.push(what.title), () => {}), keys });
  actions.offer({ name: "resolve", key: "e", words: () => "Resolve", run: () => done.push("e") });
  actions.offer({ name: "tag", key: "t", words: () => "Tag", options: () => [] });
  actions.offer({
    name: "never",
    key: "x",
    words: () => "Never",
    can: () => false,
    run: () => done.push("x"),
  });
  for (const key of ["e", "t", "x"]) keys[key]();
  actions.start("tag");
  actions.start("nothing");
  assert.deepEqual([done, chosen], [["e"], ["Tag", "Tag"]]);
  assert.deepEqual(
    actions.possible().map(({ name }) => name),
    ["resolve", "tag"],
  );
});

test("those are shown that have all words, whatever the accents, and what is made of the text", () => {
  const options = [
    { words: "Rück­gabe" },
    { words: "refund", hint: "money" },
    { words: "New “x”", made: true },
  ];
  const shown = (text) => chosenBy(options, text).map(({ words }) => words);
  assert.deepEqual(shown("ruckgabe"), ["Rück­gabe", "New “x”"]);
  assert.deepEqual(shown("mon REF"), ["refund", "New “x”"]);
  assert.equal(shown(" ").length, 3);
});
