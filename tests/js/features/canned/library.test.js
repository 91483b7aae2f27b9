// Replies are kept with their ETag, and what can't be read takes nothing away.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../../words.js";
import { createLibrary } from "../../../../static/js/features/canned/library.js";
import { saidOf } from "../../../../static/js/features/canned/wrong.js";

const HELLO = {
  ...{ id: "1", title: "Hello", shortcut: "hi", scope: "own", team: null, uses: 2 },
  texts: { en: "Hello {?name}" },
};
let calls, answers, library;

beforeEach(() => {
  calls = [];
  answers = [];
  library = createLibrary({
    async call(call) {
      calls.push(call);
      return { answer: null, retryAfter: 1, stranger: false, ...answers.shift() };
    },
  });
});

const read = (answer) => {
  answers.push(answer);
  return library.read();
};
const FULL = { status: 200, answer: { replies: [HELLO], teams: [{ id: 3, name: "Billing" }] }, etag: '"a"' };
const titles = () => library.find("").map(({ title }) => title);

test("read once, then asked for with the ETag: the same stays, and is no trouble", async () => {
  assert.equal(library.known, false);
  await read(FULL);
  await read({ status: 304, answer: {}, etag: '"a"' });
  assert.deepEqual(
    calls.map(({ headers }) => headers),
    [{}, { "If-None-Match": '"a"' }],
  );
  assert.deepEqual([titles(), library.teams.length, library.trouble], [["Hello"], 1, false]);
});

test("two who want it at once ask once", async () => {
  answers.push(FULL);
  await Promise.all([library.read(), library.read()]);
  assert.equal(calls.length, 1);
});

test("what can't be read is said, and what was there stays", async () => {
  await read({ status: 0 });
  assert.deepEqual([library.known, library.trouble], [false, true]);
  await read(FULL);
  await read({ status: 503, answer: { code: "unavailable", message: "" } });
  assert.deepEqual([titles(), library.trouble], [["Hello"], true]);
  await read(FULL);
  assert.equal(library.trouble, false);
});

test("what is no list of replies is no answer", () => {
  answers.push(FULL);
  library.read();
  const [{ brings }] = calls;
  assert.equal(brings(FULL.answer), true);
  for (const wrong of [
    {},
    { replies: [] },
    { replies: [null], teams: [] },
    { replies: [{ ...HELLO, texts: { en: 5 } }], teams: [] },
  ])
    assert.equal(brings(wrong), false);
});

test("what a reply leaves is left, what somebody means as it stands isn't", async () => {
  assert.equal(library.isBlank("{?page}"), true, "as long as nobody knows");
  await read(FULL);
  assert.deepEqual([library.isBlank("{?name}"), library.isBlank("{?page}")], [true, false]);
  answers.push({ status: 204, answer: {} });
  await library.remove("1");
  assert.deepEqual([titles(), library.isBlank("{?name}")], [[], true], "it may stand in a draft");
});

test("a list that was asked for before something was saved is asked for again, and whoever shows it is told", async () => {
  const heard = [];
  let answer;
  const later = new Promise((come) => (answer = () => come(FULL)));
  const asks = [() => later, () => ({ status: 200, answer: BACK }), () => ({ ...FULL, answer: BOTH })];
  const BACK = { ...HELLO, id: "2", title: "Back" };
  const BOTH = { ...FULL.answer, replies: [HELLO, BACK] };
  library = createLibrary({
    call: async () => ({ retryAfter: 1, stranger: false, ...(await asks.shift()()) }),
  });
  library.changes.addEventListener("change", () => heard.push(titles()));
  const reading = library.read();
  await library.save(BACK);
  assert.deepEqual(heard, [["Back"]]);
  answer();
  await reading;
  assert.deepEqual(titles().sort(), ["Back", "Hello"]);
});

test("saved in its place, and the next reading brings all of it", async () => {
  await read(FULL);
  const { uses, ...bye } = { ...HELLO, title: "Bye" };
  answers.push({ status: 200, answer: { ...bye, uses } });
  assert.equal(await library.save(bye), null);
  assert.deepEqual(titles(), ["Bye"]);
  assert.deepEqual([calls[1].path, calls[1].body.id], ["/api/canned/1", undefined]);
  await read(FULL);
  assert.deepEqual(calls.at(-1).headers, {});
  answers.push({ status: 409, answer: { code: "conflict", message: "" } });
  assert.equal((await library.save(bye)).code, "conflict");
  answers.push({ status: 0 });
  assert.equal((await library.save(bye)).code, "");
});

const TEXTS = { en: "Hello", de: "Hallo {customer.nme}" };
for (const [trouble, at, words] of [
  [{ code: "bad_field", variable: "customer.nme" }, "texts.de", /“customer\.nme”/],
  [{ code: "conflict" }, "shortcut", /shortcut already/],
  [{ code: "bad_field", fields: ["title"] }, "title", /title/],
  [{ code: "bad_field", fields: ["shortcut"] }, "shortcut", /one word/],
  [{ code: "bad_field", fields: ["de"] }, "texts.de", /text/],
  [{ code: "too_long", fields: ["texts"] }, "texts.en", /8,000/],
  [{ code: "bad_field", fields: ["team"] }, "", /isn't as it should be/],
  [{ code: "not_found" }, "", /isn't yours/],
  [{ code: "unavailable" }, "", /nothing can be stored/],
  [{ code: "" }, "", /can't be reached/],
])
  test(`${JSON.stringify(trouble)} is said at “${at}”`, () => {
    const said = saidOf(trouble, TEXTS);
    assert.equal(said.at, at);
    assert.match(said.words, words);
  });
