// The browser's clock, as others call it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock } from "../../../static/js/wire/clock.js";

test("the browser's clock runs when it is called as another's method", (_, done) => {
  const parts = { clock };
  assert.ok(Math.abs(parts.clock.now() - Date.now()) < 1_000);
  parts.clock.clearTimeout(parts.clock.setTimeout(() => assert.fail("cleared"), 0));
  parts.clock.setTimeout(done, 1);
});
