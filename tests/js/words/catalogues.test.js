// Each language says the same: every key, every placeholder, every plural form. And each key is asked for.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { test } from "node:test";
import { catalogues } from "../words.js";

const SCRIPTS = new URL("../../../static/js/", import.meta.url);
const LANGUAGES = globSync("words/words/*.js", { cwd: SCRIPTS }).map((path) => basename(path, ".js"));
const PLACEHOLDER = /\{\w+\}/g;
// The room of words has those that belong to no other.
const PREFIX = { words: /^(link|refused|time)\./ };

/** → {language, words} as a catalogue learns them. */
function read(url) {
  let read;
  const learn = (language, words) => (read = { language, words });
  new Function("learn", readFileSync(url, "utf8").replace(/^import .*$/m, ""))(learn);
  return { ...read, folder: folderOf(url.pathname), url };
}

/** A feature's, though it may have folders within its own. */
const folderOf = (path) =>
  (/\/features\/(\w+)\//.exec(path) ?? /(\w+)\/words\/(?:at_desk\/)?[\w-]+\.js$/.exec(path))[1];

const of = (language) => catalogues(language).map(read);
const forms = (words) => (typeof words === "string" ? [words] : Object.values(words));
const scripts = globSync("**/*.js", { cwd: SCRIPTS })
  .filter((path) => !/words\/(at_desk\/)?(..|..-\w+)\.js$/.test(path))
  .map((path) => [path, readFileSync(new URL(path, SCRIPTS), "utf8")]);

for (const language of LANGUAGES)
  test(`${language}: a catalogue is of its folder, and each number has all its forms`, () => {
    const seen = new Set();
    for (const { folder, words, url, ...is } of of(language)) {
      assert.equal(is.language, language, url.pathname);
      for (const [key, text] of Object.entries(words)) {
        assert.match(key, PREFIX[folder] ?? new RegExp(`^(${folder}|refused)\\.`));
        assert.ok(!seen.has(key), `${key} is there twice`);
        seen.add(key);
        for (const form of forms(text)) assert.ok(form.trim(), key);
        if (typeof text === "string") continue;
        const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
        assert.deepEqual(Object.keys(text).sort(), [...pluralCategories].sort(), key);
      }
    }
  });

const named = (one) => [...new Set(forms(one).flatMap((form) => form.match(PLACEHOLDER) ?? []))].sort();
// What needs no number to be said: "a message", "two messages".
const UNCOUNTED = /^(zero|one|two)$/;

for (const language of LANGUAGES.filter((one) => one !== "en"))
  test(`${language}: the keys of the English catalogue beside it, with the same placeholders`, () => {
    const english = new Map(of("en").map((one) => [new URL(".", one.url).href, one.words]));
    assert.ok(english.size > 5);
    for (const { words, url } of of(language)) {
      const beside = english.get(new URL(".", url).href);
      assert.deepEqual(Object.keys(words), Object.keys(beside), url.pathname);
      for (const [key, text] of Object.entries(beside)) {
        assert.deepEqual(named(words[key]), named(text), key);
        assert.equal(typeof words[key], typeof text, key);
        for (const [form, one] of Object.entries(words[key]))
          if (typeof text !== "string" && !UNCOUNTED.test(form))
            assert.deepEqual(named(one), named(text), key);
      }
    }
  });

test("each key is asked for, and what is asked for is there", () => {
  const keys = new Set(of("en").flatMap(({ words }) => Object.keys(words)));
  const rooms = new Set([...keys].map((key) => key.split(".")[0]));
  const asked = new Set();
  for (const [path, text] of scripts)
    for (const [, , whole, begin] of text.matchAll(/(["`])(?:([\w.-]+)\1|([\w.-]+)\$\{)/g)) {
      const found = [...keys].filter((key) => (whole ? key === whole : key.startsWith(begin)));
      for (const key of found) asked.add(key);
      const isKey = whole ? /^\w+(\.[\w-]+)+$/.test(whole) : /\.$/.test(begin);
      if (isKey && rooms.has((whole ?? begin).split(".")[0]))
        assert.ok(found.length, `${path} asks for ${whole ?? begin}`);
    }
  assert.deepEqual(
    [...keys].filter((key) => !asked.has(key)),
    [],
  );
});
