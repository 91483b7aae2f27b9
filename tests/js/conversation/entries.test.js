// The log's lines: days, changes, messages, and what each message shows of itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { entries } from "../../../static/js/conversation/entries.js";
import { register } from "../../../static/js/conversation/kinds.js";
import { isSame } from "../../../static/js/people/same.js";

const CARLA = { role: "customer", name: "Carla" };
const ADA = { role: "agent", name: "Ada" };
const at = (minute) => new Date(2026, 10, 22, 12, minute).toISOString();

let seq = 0;
const event = (author, minute, facts = {}) => ({
  seq: (seq += 1),
  id: `id-${seq}`,
  kind: "message",
  author,
  body: "words",
  at: at(minute),
  ...facts,
});
const lines = (facts) => entries({ events: [], own: [], me: CARLA, readUpTo: 0, ...facts });
const messages = (facts) => lines(facts).filter(({ type }) => type === "message");

test("a day comes before its first message, once", () => {
  const events = [event(CARLA, 0), event(ADA, 1), event(ADA, 60 * 24)];
  assert.deepEqual(
    lines({ events }).map(({ type }) => type),
    ["day", "message", "message", "day", "message"],
  );
});

test("one person's messages within five minutes belong together", () => {
  const events = [event(ADA, 0), event(ADA, 4), event(ADA, 10), event(CARLA, 10)];
  assert.deepEqual(
    messages({ events }).map(({ first, last }) => [first, last]),
    [
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ],
  );
});

test("messages of two agents of one name don't belong together", () => {
  const [one, other] = [
    { ...ADA, key: "7" },
    { ...ADA, key: "8" },
  ];
  const events = [event(one, 0), event(other, 1), event({ ...other, name: "Ada Lovelace" }, 2)];
  assert.deepEqual(
    messages({ events, me: other }).map(({ first, author }) => [first, author]),
    [
      [true, "Ada"],
      [true, "You"],
      [false, "You"],
    ],
  );
});

test("a kind that the page doesn't know is no message: of what customers see, its words stand there", () => {
  const poll = (facts) => event(ADA, 1, { kind: "poll", ...facts });
  const shown = (facts) =>
    lines({ events: [event(ADA, 0), poll(facts), event(ADA, 2)] }).map(
      ({ type, words, first }) => words ?? first ?? type,
    );
  assert.deepEqual(shown({ body: "Ada asks: tea or coffee?" }), [
    "day",
    true,
    "Ada asks: tea or coffee?",
    true,
  ]);
  for (const silent of [{ body: "" }, { body: "For us alone.", hidden: true }])
    assert.deepEqual(shown(silent), ["day", true, false], "it breaks nothing up");
});

test("a note never joins a reply", () => {
  const events = [event(ADA, 0), event(ADA, 0, { kind: "note" })];
  assert.deepEqual(
    messages({ events, me: ADA }).map(({ first }) => first),
    [true, true],
  );
});

test("own messages have marks, the others' and notes have none", () => {
  const events = [event(ADA, 0), event(ADA, 1), event(ADA, 2, { kind: "note" }), event(CARLA, 3)];
  const own = [{ id: "mine", kind: "message", body: "words", at: Date.parse(at(4)), state: "waiting" }];
  const readUpTo = events[0].seq;
  assert.deepEqual(
    messages({ events, own, me: ADA, readUpTo }).map(({ mark }) => mark),
    ["read", "stored", null, null, "waiting"],
  );
});

test("a message keeps its key from the outbox to the log", () => {
  const own = [{ id: "same", kind: "message", body: "words", at: Date.parse(at(0)), state: "waiting" }];
  const [before] = messages({ own });
  const [after] = messages({ events: [event(CARLA, 0, { id: "same" })] });
  assert.equal(before.key, after.key);
});

test("a change is told in the words of its kind, and one of none in none", () => {
  register("rating", { words: ({ author, data }, me) => (isSame(author, me) ? "" : `${data.stars} stars`) });
  const events = [
    event(ADA, 0),
    event(ADA, 1, { kind: "rating", data: { stars: 5 } }),
    event(CARLA, 2, { kind: "rating", data: { stars: 4 } }),
  ];
  assert.deepEqual(
    lines({ events }).map(({ type, words }) => words ?? type),
    ["day", "message", "5 stars"],
  );
});

test("two features have no kind in common", () => {
  assert.throws(() => register("rating", { words: () => "" }), /two kinds/);
});

test("everybody is called by name, and oneself You", () => {
  const named = (author, me) => messages({ events: [event(author, 0)], me })[0].author;
  assert.deepEqual(
    [named(CARLA, CARLA), named(ADA, ADA), named(CARLA, ADA), named({ role: "agent", name: "Bo" }, ADA)],
    ["You", "You", "Carla", "Bo"],
  );
  assert.equal(named({ role: "customer", name: "Ada" }, ADA), "Ada"); // a namesake on the other side
});

test("a colleague's reply stands on our side, with a name", () => {
  const [{ side, named }] = messages({ events: [event({ role: "agent", name: "Bo" }, 0)], me: ADA });
  assert.deepEqual([side, named], ["own", true]);
});
