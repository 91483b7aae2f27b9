// Replies are found by title, shortcut and text, and no list is longer than what is shown of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createIndex, MOST } from "../../../../static/js/features/canned/find.js";

const reply = (title, text = "", shortcut = "") => ({
  ...{ id: title, scope: "own", team: null, uses: 0, title, shortcut, texts: { en: text } },
});
const titles = (replies, query) =>
  createIndex(replies)
    .find(query)
    .map(({ title }) => title);

const REPLIES = [
  reply("Hours", "We are here from nine to five, on our way to you."),
  reply("On its way", "Your order is on its way."),
  reply("Highway", "", "road"),
  reply("Rückgabe", "Bitte an Frau Müller, Hauptstraße 5"),
  reply("退款", "您的订单已退款"),
  reply("Wayward", "", "way"),
];

test("a shortcut first, then what begins so, then titles, then texts", () => {
  assert.deepEqual(titles(REPLIES, "way"), ["Wayward", "On its way", "Highway", "Hours"]);
  assert.deepEqual(titles(REPLIES, "on its"), ["On its way"]);
});

for (const [query, ...found] of [
  ["RUECKGABE", "Rückgabe"],
  ["rückgabe", "Rückgabe"],
  ["mueller hauptstrasse", "Rückgabe"],
  ["muller", "Rückgabe"],
  ["订单", "退款"],
  ["way order", "On its way"],
  ["nobody"],
  ["way nobody"],
])
  test(`“${query}”`, () => assert.deepEqual(titles(REPLIES, query), found));

test("of nothing all, in their order, and of many those that are shown", () => {
  assert.deepEqual(titles(REPLIES, "  "), titles(REPLIES, ""));
  assert.equal(titles(REPLIES, "").length, REPLIES.length);
  const many = Array.from({ length: 2_000 }, (_, n) => reply(`No. ${n}`, "the same"));
  for (const query of ["", "same"]) {
    const found = titles(many, query);
    assert.deepEqual([found.length, found[0], found.at(-1)], [MOST, "No. 0", `No. ${MOST - 1}`]);
  }
});

test("ahead of time a hundred are folded at once, and no more", () => {
  let read = 0;
  const many = Array.from({ length: 250 }, () => ({
    ...reply("Hours"),
    get texts() {
      read += 1;
      return {};
    },
  }));
  const index = createIndex(many);
  for (const [more, folded] of [
    [true, 100],
    [true, 200],
    [false, 250],
    [false, 250],
  ])
    assert.deepEqual([index.ahead(), read], [more, folded]);
  index.find("hours");
  assert.equal(read, 250);
});

test("a reply is folded when words are looked for, and once", () => {
  let read = 0;
  const counted = { ...reply("Hours"), get texts() { return read++, { en: "nine" }; } }; // prettier-ignore
  const index = createIndex([counted]);
  index.find("");
  assert.equal(read, 0);
  for (const query of ["n", "ni", "nine"]) assert.equal(index.find(query).length, 1);
  assert.equal(read, 1);
});
