// Answers that are overtaken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createNewest } from "../../../static/js/desk/newest.js";

test("an answer counts where nothing came meanwhile", async () => {
  const newest = createNewest();
  newest.told();
  assert.equal(await newest.ask(Promise.resolve("here")), "here");
});

test("what a frame told while it was asked for is newer", async () => {
  const newest = createNewest();
  const asked = newest.ask(Promise.resolve("nobody"));
  newest.told();
  assert.equal(await asked, null);
});

test("of two that are asked for, the later counts, whichever comes first", async () => {
  const newest = createNewest();
  let answers = (_) => {};
  const first = newest.ask(new Promise((resolve) => (answers = resolve)));
  assert.equal(await newest.ask(Promise.resolve("new")), "new");
  answers("old");
  assert.equal(await first, null);
});
