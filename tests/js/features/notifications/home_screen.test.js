// The start page may be put on the home screen of an iPhone; elsewhere, and in a frame, nobody is told so.
import assert from "node:assert/strict";
import { test } from "node:test";

async function started({ standalone = /** @type {any} */ (undefined), framed = false, old = false }) {
  const links = [];
  const { CompressionStream } = globalThis;
  if (old) delete globalThis.CompressionStream;
  const win = {};
  Object.assign(navigator, { standalone });
  Object.assign(globalThis, {
    window: win,
    parent: framed ? {} : win,
    document: { createElement: () => ({}), head: { append: ({ rel, href }) => links.push([rel, href]) } },
  });
  await import(`../../../../static/js/features/notifications/start.js?${Math.random()}`);
  Object.assign(globalThis, { CompressionStream });
  return links;
}

test("on iOS, outside of a frame, and not where it was put already", async () => {
  assert.deepEqual(await started({ standalone: false }), [["manifest", "/t/page.webmanifest"]]);
  assert.deepEqual(await started({ standalone: false, framed: true }), []);
  assert.deepEqual(await started({ standalone: false, old: true }), [], "before there was push");
  assert.deepEqual(await started({ standalone: true }), []);
  assert.deepEqual(await started({}), []);
});
