// Staff read which webhook is off, and of other troubles nothing twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openTroubles } from "../../../../static/js/features/webhooks/at_desk/troubles.js";

test("a webhook that is off has a line, until it has none", (context) => {
  const made = () => ({ className: "", textContent: "" });
  context.after(() => delete globalThis.document);
  globalThis.document = /** @type {any} */ ({ createElement: made });
  const shown = { lines: [], textContent: "" };
  const root = /** @type {any} */ ({
    replaceChildren: (...lines) => {
      shown.lines = lines.map((line) => line.textContent);
      root.textContent = shown.lines.join("");
    },
    textContent: "",
  });
  const part = openTroubles(root);
  const off = { part: "webhooks.off", words: "example.com (it answered 410)" };
  part.show([{ part: "mail.out", words: "away" }, off]);
  assert.deepEqual(shown.lines, ["A webhook was turned off: example.com (it answered 410)"]);
  part.show([]);
  assert.deepEqual(shown.lines, []);
});
