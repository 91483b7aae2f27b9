// What an agent can do, by key and out of a list.
import assert from "node:assert/strict";
import test from "node:test";
import "../words.js";
import { createActions, theOne } from "../../../static/js/desk/actions.js";
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
    actions.commands("").map(({ name }) => name),
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

test("a word behind a slash does the same, with what stands behind it", () => {
  const [chosen, done] = [[], []];
  const actions = createActions({
    choose: (what) => (chosen.push([what.title, what.text]), () => {}),
    keys: {},
  });
  const option = (words, hint = "") => ({ words, hint, run: () => done.push(words) });
  actions.offer({ name: "note", words: () => "Note", run: (text) => done.push(`note ${text}`) });
  actions.offer({ name: "never", words: () => "Never", can: () => false, run: () => done.push("x") });
  actions.offer({ name: "", words: () => "Has no word", run: () => done.push("y") });
  actions.offer({
    name: "assign",
    words: () => "Assign",
    options: () => [option("Bob", "bo"), option("Bo B", "bob")],
  });
  actions.offer({
    name: "snooze",
    words: () => "Snooze",
    options: (text) => [{ words: `until ${text}`, made: text === "2h", run: () => done.push(text) }],
  });
  for (const body of ["/note call him", "/assign @bob", "/assign bo", "/assign o", "/snooze 2h", "/snooze"])
    assert.equal(actions.command(body), "", body);
  assert.deepEqual(done, ["note call him", "Bob", "Bob", "2h"]);
  assert.deepEqual(chosen, [
    ["Assign", "o"],
    ["Snooze", ""],
  ]);
  assert.equal(actions.command("/never"), "This can't be done now: Never");
  for (const body of ["/etc/passwd", "/nothing", "a /note", "/note\nand more", "", "/", "hello"])
    assert.equal(actions.command(body), null, body);
});

test("the list of everything has what can be done now, and does it", () => {
  const [lists, done] = [[], []];
  const actions = createActions({ choose: (what) => (lists.push(what), () => {}), keys: {} });
  actions.offer({ name: "resolve", key: "e", words: () => "Resolve", run: () => done.push("e") });
  actions.offer({ name: "", words: () => "Find", can: () => false, run: () => {} });
  actions.everything();
  const [option] = lists[0].options("");
  assert.deepEqual([lists[0].options("").length, option.words, option.hint], [1, "Resolve", "/resolve · e"]);
  option.run();
  assert.deepEqual(done, ["e"]);
});

test("what is called so is meant before what merely has it in it", () => {
  const options = [{ words: "refund later" }, { words: "refund" }, { words: "New “refund”", made: true }];
  assert.equal(theOne(options, "Refund").words, "refund");
  assert.equal(theOne(options, "ref").made, true);
  assert.equal(theOne(options.slice(0, 2), "ref"), undefined);
  assert.equal(theOne(options.slice(0, 1), "ref").words, "refund later");
});

test("a key is for those that are chosen, where it can be; a word behind a slash for the open one", () => {
  const [keys, lists, done] = [{}, [], []];
  const actions = createActions({ choose: (what) => (lists.push(what), () => {}), keys });
  let rows = [];
  actions.forMany({ rows: () => rows, run: ({ words }) => done.push(`${words} to ${rows.length}`) });
  const many = (_, rows) => [{ words: `Red, ${rows[0]}`, does: () => null, undoes: () => null }];
  const options = () => [{ words: "Red", run: () => done.push("Red") }];
  actions.offer({ name: "tag", key: "t", words: () => "Tag", can: () => false, options, many });
  actions.offer({ name: "alone", key: "e", words: () => "Alone", run: () => done.push("alone") });
  keys.t();
  assert.deepEqual([lists, done], [[], []]);
  rows = ["a", "b"];
  keys.t();
  lists[0].options("")[0].run();
  keys.e();
  assert.match(actions.command("/tag Red") ?? "", /./);
  actions.everything();
  assert.deepEqual(
    lists[1].options("").map(({ words }) => words),
    ["Tag", "Alone"],
  );
  assert.deepEqual(done, ["Red, a to 2", "alone"]);
});
