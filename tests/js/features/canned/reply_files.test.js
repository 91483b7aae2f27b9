// Files of a reply: brought in pieces, and nothing leaves while those of a reply that is said still come.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { createWriting } from "../../../../static/js/conversation/writing.js";
import { listenForBlanks } from "../../../../static/js/features/canned/blanks.js";
import { createLibrary } from "../../../../static/js/features/canned/library.js";
import { createSaidFiles } from "../../../../static/js/features/canned/said_files.js";
import { settled } from "../../at_desk.js";

const FILE = { id: "f", name: "terms.txt", size: 5, state: "ready" };

function bringing(...answers) {
  const calls = [];
  const library = createLibrary({
    async call({ path, body }) {
      calls.push([path, body instanceof Blob ? await body.text() : body]);
      return answers.shift() ?? { status: 0, answer: null };
    },
  });
  return { calls, bring: () => library.bring({ ...FILE, blob: new Blob(["Hello"]) }, 3) };
}
const at = (offset, status = 200) => ({ status, answer: { id: "f", offset } });

test("from where it stands, in pieces, to its end", async () => {
  const { calls, bring } = bringing(at(0), at(3), at(5));
  assert.equal(await bring(), null);
  assert.deepEqual(calls, [
    ["/api/canned/files/f", { name: "terms.txt", size: 5 }],
    ["/api/canned/files/f/content?offset=0", "Hel"],
    ["/api/canned/files/f/content?offset=3", "lo"],
  ]);
});

test("a piece whose answer was lost isn't brought twice", async () => {
  const { calls, bring } = bringing(at(0), at(3, 409), at(5));
  assert.equal(await bring(), null);
  assert.equal(calls[2][1], "lo");
});

test("why it isn't taken is said, and so is a line that is gone", async () => {
  const refusal = { code: "too_large", message: "" };
  assert.equal(await bringing({ status: 413, answer: refusal }).bring(), refusal);
  assert.deepEqual(await bringing(at(0)).bring(), { code: "" });
});

function saying() {
  const asked = new AbortController();
  const [given, notices, fetches] = [[], [], []];
  let check = () => "";
  const files = createSaidFiles({
    writing: /** @type {any} */ ({ holds: (one) => (check = one) }),
    give: (some) => given.push(...some) > 0,
    fetchFile: () => new Promise((done) => fetches.push(done)),
    clock: /** @type {any} */ ({ setTimeout: (run) => queueMicrotask(run) }),
    notice: (words, again) => notices.push({ words, again }),
    signal: asked.signal,
  });
  return { files, given, notices, fetches, why: () => check(), leave: () => asked.abort() };
}

test("they are given in their order, and until then nothing leaves", async () => {
  const { files, given, notices, fetches, why } = saying();
  files.bring([FILE, { ...FILE, name: "more.txt" }, { ...FILE, state: "refused" }]);
  assert.match(why(), /terms\.txt/);
  fetches[0]("first");
  await settled();
  assert.match(why(), /more\.txt/);
  fetches[1]("second");
  await settled();
  assert.deepEqual([given, why(), notices, fetches.length], [["first", "second"], "", [], 2]);
});

test("one that can't be had is said, and tried again when asked", async () => {
  const { files, given, notices, fetches, why } = saying();
  files.bring([FILE]);
  fetches[0](null);
  await settled();
  assert.deepEqual([why(), given, notices.length], ["", [], 1]);
  notices[0].again();
  assert.match(why(), /terms\.txt/);
  fetches[1]("first");
  await settled();
  assert.deepEqual(given, ["first"]);
});

test("one that is still being checked is waited for, and not for ever", async () => {
  const { files, given, notices, fetches, why } = saying();
  files.bring([FILE]);
  fetches[0](undefined);
  await settled();
  assert.match(why(), /terms\.txt/);
  for (let tried = 1; tried < 30; tried += 1) {
    fetches[tried](undefined);
    await settled();
  }
  assert.deepEqual([fetches.length, given, why(), notices.length], [30, [], "", 1]);
});

test("never into a conversation that was left", async () => {
  const { files, given, notices, fetches, leave } = saying();
  files.bring([FILE]);
  leave();
  fetches[0]("first");
  await settled();
  notices[0].again();
  assert.deepEqual([given, notices.length, fetches.length], [[], 1, 1]);
});

test("what a conversation's reply still waits for holds no send of the next one", () => {
  const box = Object.assign(new EventTarget(), { focus() {}, setSelectionRange() {} });
  const writing = createWriting(/** @type {any} */ (box), /** @type {any} */ ({}));
  const asked = new AbortController();
  const parts = { writing, signal: asked.signal };
  const files = createSaidFiles(/** @type {any} */ ({ ...parts, fetchFile: () => new Promise(() => {}) }));
  listenForBlanks({ ...parts, isBlank: () => true });
  assert.match(writing.why("Hi {? order}", "message"), /order/);
  files.bring([FILE]);
  assert.match(writing.why("Hi", "message"), /terms\.txt/);
  asked.abort();
  assert.equal(writing.why("Hi {? order}", "message"), "");
});
