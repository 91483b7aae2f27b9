// Words by key: placeholders, plural forms, numbers as people write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inList } from "../../../static/js/words/list.js";
import { refusedWords } from "../../../static/js/words/refused.js";
import { catalogues, hasWords, learn, locale, t } from "../../../static/js/words/t.js";

test("a key has the words of its language", () => {
  learn("en", {
    "a.hello": "Hello, {name}",
    "a.cats": { one: "{n} cat", other: "{n} cats" },
    "refused.taken": "{holder} has it.",
    "refused.other": "No ({code}).",
  });
  assert.equal(t("a.hello", { name: "Ada" }), "Hello, Ada");
  assert.equal(t("a.hello", { name: "{name} $1" }), "Hello, {name} $1");
  assert.deepEqual(
    [0, 1, 2, 1204].map((n) => t("a.cats", { n })),
    ["0 cats", "1 cat", "2 cats", "1,204 cats"],
  );
  assert.deepEqual([hasWords("a.cats"), hasWords("a.dogs")], [true, false]);
  assert.equal(t("a.dogs"), "a.dogs");
});

test("what a newer server refuses is told by its code", () => {
  assert.equal(refusedWords("taken", { holder: "Bob" }), "Bob has it.");
  assert.equal(refusedWords("not_of_our_time"), "No (not_of_our_time).");
});

test("another language has its own plural forms and numbers", () => {
  const before = catalogues();
  learn("ru", { "a.cats": { one: "{n} кот", few: "{n} кота", many: "{n} котов", other: "{n} кота" } });
  assert.deepEqual(
    [1, 3, 5, 21, 1.5].map((n) => t("a.cats", { n })),
    ["1 кот", "3 кота", "5 котов", "21 кот", "1,5 кота"],
  );
  assert.equal(t("a.cats", { n: 12_000 }).replace(/\s/g, " "), "12 000 котов");
  assert.deepEqual([catalogues(), locale()], [before + 1, "ru"]);
});

test("a name in a sentence of the other direction keeps both in order", () => {
  learn("en", { "a.took": "{name} took it ({n})" });
  assert.equal(t("a.took", { name: "Ada", n: 2 }), "Ada took it (2)");
  assert.equal(t("a.took", { name: "עדה", n: 2 }), "\u2068עדה\u2069 took it (2)");
  learn("ar", { "a.took": "{name} هنا" });
  assert.equal(t("a.took", { name: "Ada B." }), "\u2068Ada B.\u2069 هنا");
  assert.equal(inList(["Ada", "عادل"]), "\u2068Ada\u2069 و\u2068عادل\u2069");
});
