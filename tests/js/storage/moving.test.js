// What was typed and not sent, when a conversation goes on in another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createDrafts } from "../../../static/js/storage/drafts.js";
import { moveUnsent } from "../../../static/js/storage/moving.js";
import { createStorage } from "../../../static/js/storage/storage.js";
import { Clock } from "../cast.js";
import { fakeIndexedDB } from "../fake_indexeddb.js";

function browser() {
  const [clock, indexedDB, memory] = [new Clock(), fakeIndexedDB(), new Map()];
  const storage = createStorage({ clock, indexedDB: () => indexedDB });
  const tab = {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, text) => void memory.set(key, text),
    removeItem: (key) => void memory.delete(key),
  };
  let ids = 0;
  return (ticket) =>
    createDrafts({ storage, owner: `customer:${ticket}`, clock, newId: () => `d${++ids}`, tab: () => tab });
}

test("words and files go there, and nothing stays", async () => {
  const draftsOf = browser();
  const drafts = draftsOf("a");
  await drafts.of("a").set({ body: "See here:", kind: "message" });
  const file = { name: "a.txt", blob: new Blob(["Hello"]) };
  await drafts.of("a").beside("files").set([file]);
  await drafts.of("a").beside("notes").load();
  await moveUnsent({ drafts, ticket: "a" }, { drafts: draftsOf("b"), ticket: "b" });
  const there = draftsOf("b").of("b");
  assert.equal((await there.load()).body, "See here:");
  const [{ blob }] = await there.beside("files").load();
  assert.equal(await blob.text(), "Hello");
  for (const left of [drafts.of("a"), drafts.of("a").beside("files"), there.beside("notes")])
    assert.equal(await left.load(), null);
});

test("files alone do as well", async () => {
  const draftsOf = browser();
  const drafts = draftsOf("a");
  await drafts.of("a").beside("files").set(["a.txt"]);
  await moveUnsent({ drafts, ticket: "a" }, { drafts: draftsOf("b"), ticket: "b" });
  assert.deepEqual(await draftsOf("b").of("b").beside("files").load(), ["a.txt"]);
});
