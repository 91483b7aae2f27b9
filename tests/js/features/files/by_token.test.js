// In a frame files come by token: again and again until they do, and what can't be downloaded is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { bringDownloads, bringInto } from "../../../../static/js/features/files/more/by_token.js";
import { Clock } from "../../cast.js";

const soon = () => new Promise(setImmediate);

test("a picture that didn't come is asked for again, seldomer each time, while it is there", async () => {
  const [clock, asked, image] = [new Clock(), [], { dataset: { src: "/f/t/1" }, isConnected: true, src: "" }];
  const answers = [null, null, new Blob(["x"]), null];
  const bring = async (path) => (asked.push(path), answers.shift());
  const tile = /** @type {any} */ ({ querySelectorAll: () => [image] });
  bringInto(tile, bring, clock);
  for (const [ms, times] of [
    [0, 1],
    [2_000, 2],
    [2_000, 2],
    [2_000, 3],
  ]) {
    clock.pass(ms);
    await soon();
    assert.equal(asked.length, times);
  }
  assert.match(image.src, /^blob:/);
  Object.assign(image, { dataset: { src: "/f/t/2" }, isConnected: false });
  bringInto(tile, bring, clock);
  await soon();
  clock.pass(60_000);
  assert.equal(asked.length, 4);
});

test("a download that didn't come is said beside the file, until it is asked for again", async () => {
  let press;
  const saved = [];
  const about = {
    said: /** @type {any} */ (null),
    querySelector: () => about.said,
    prepend: (said) => (about.said = Object.assign(said, { remove: () => (about.said = null) })),
  };
  globalThis.document = /** @type {any} */ ({
    documentElement: { lang: "en" },
    addEventListener: (_, hear) => (press = hear),
    createElement: () => ({ click: () => saved.push("x") }),
  });
  const answers = [null, new Blob(["x"])];
  bringDownloads(async () => answers.shift() ?? null);
  const link = { querySelector: () => about, getAttribute: () => "/f/t/1/original" };
  const event = { target: { closest: () => link }, preventDefault() {} };
  await press(event);
  assert.deepEqual(
    [about.said.role, about.said.textContent.trim()],
    ["alert", "Could not be loaded. Try again."],
  );
  await press(event);
  assert.deepEqual([about.said, saved.length], [null, 1]);
});
