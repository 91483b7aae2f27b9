// What customers agree to before they write: which version is said, and what an older page is told.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openConsent, openNoConsent } from "../../../../static/js/features/prechat/consent.js";

const plain = () => ({
  hidden: true,
  textContent: "",
  setAttribute() {},
  removeAttribute() {},
  getAttribute: () => null,
});

function opened({ box = true } = {}) {
  const line = { ...plain(), id: "line" };
  const input = box ? { ...plain(), checked: false, focus: () => (input.focused = true) } : null;
  const field = {
    dataset: { consent: "3", language: "de" },
    querySelector: (selector) => (selector === "input" ? input : line),
  };
  let part;
  openConsent(/** @type {any} */ (field), (joined) => (part = joined));
  return { part, input, line };
}

test("a box has to be ticked, and its version goes with the opening", () => {
  const { part, input, line } = opened();
  assert.equal(part.wrong(), input);
  assert.deepEqual([line.hidden, line.textContent], [false, "Please agree to this."]);
  input.checked = true;
  assert.equal(part.wrong(), null);
  assert.equal(line.hidden, true);
  assert.deepEqual(part.fields(), { consent: { version: 3, language: "de", agreed: true } });
});

test("a tick is kept with what is typed, for its own version alone", () => {
  const { part, input } = opened();
  part.restore({ version: "2", agreed: true });
  part.restore({});
  assert.equal(input.checked, false);
  part.restore({ version: "3", agreed: true });
  assert.equal(input.checked, true);
  assert.deepEqual(part.values(), { version: "3", agreed: true });
});

test("a sentence stops nobody, and says what was shown", () => {
  const { part } = opened({ box: false });
  assert.equal(part.wrong(), null);
  assert.deepEqual(part.fields(), { consent: { version: 3, language: "de" } });
});

test("what the server refuses is said at the box", () => {
  const { part, input, line } = opened();
  input.checked = true;
  part.refused(["fields.order"]);
  assert.equal(line.hidden, true);
  part.refused(["consent.version"]);
  assert.equal(line.textContent, "This can’t be taken as it is.");
  assert.equal(input.focused, true);
});

test("a page from before there was any is to be loaded anew", () => {
  const said = [];
  globalThis.document = /** @type {any} */ ({ createElement: plain });
  let part;
  openNoConsent(/** @type {any} */ ({ append: (line) => said.push(line) }), (joined) => (part = joined));
  part.refused(["body"]);
  assert.deepEqual([said, part.fields(), part.wrong()], [[], {}, null]);
  part.refused(["consent"]);
  assert.match(said[0].textContent, /^There is something new to agree to/);
});
