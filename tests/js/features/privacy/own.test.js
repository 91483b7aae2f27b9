// A customer asks for their data: nothing before they have confirmed it, and once by its id.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { createOwnData, saidOf } from "../../../../static/js/features/privacy/more/own.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import "../../../../static/js/features/privacy/kind.js";

class Part extends EventTarget {
  hidden = false;
  dataset = {};
  #attributes = new Map();
  getAttribute = (name) => this.#attributes.get(name) ?? null;
  setAttribute = (name, value) => this.#attributes.set(name, value);
  constructor(dataset = {}, inner = null) {
    super();
    this.dataset = dataset;
    this.querySelector = () => inner;
  }
  press() {
    this.dispatchEvent(new Event("click", { cancelable: true }));
    return new Promise(setImmediate);
  }
}

function page(answers) {
  const link = new Part();
  const own = Object.fromEntries(
    ["choice", "file", "sure", "yes", "back"].map((name) => [name, new Part({}, link)]),
  );
  const lists = {
    "[data-said]": ["asked", "often", "shared", "failed"].map((said) => new Part({ said })),
    "[data-about]": ["export", "erase"].map((about) => new Part({ about })),
    "[data-what]": ["export", "erase"].map((what) => new Part({ what })),
  };
  const root = {
    querySelector: (selector) => own[/=(\w+)\]/.exec(selector)[1]],
    querySelectorAll: (selector) => lists[selector],
  };
  const calls = [];
  const call = async (made) => {
    calls.push(made);
    return made.method === "GET" ? answers.stands : answers.post.shift();
  };
  const mine = createOwnData(/** @type {any} */ (root), { ticket: "t1", call: /** @type {any} */ (call) });
  const said = () => lists["[data-said]"].find(({ hidden }) => !hidden)?.dataset.said;
  return { mine, own, calls, said, link, erase: lists["[data-what]"][1] };
}

test("it is asked for once somebody has said yes, and again by its id where that got lost", async () => {
  const post = [{ status: 0 }, { status: 201 }];
  const { mine, own, calls, said, erase, link } = page({
    stands: { status: 200, answer: { asked: [], until: null } },
    post,
  });
  await mine.open();
  assert.equal(own.file.hidden, true);
  assert.equal(link.getAttribute("href"), "/t/t1/data/");
  await erase.press();
  assert.deepEqual([own.choice.hidden, own.sure.hidden, calls.length], [true, false, 1]);
  await own.yes.press();
  assert.equal(said(), "failed");
  await own.yes.press();
  assert.equal(said(), "asked");
  const [, first, second] = calls;
  assert.deepEqual(first.body, second.body);
  assert.equal(first.body.what, "erase");
  await own.yes.press();
  assert.equal(calls.length, 3);
});

test("who goes back has asked for nothing", async () => {
  const { mine, own, calls, erase } = page({
    stands: { status: 200, answer: { asked: [], until: "x" } },
    post: [],
  });
  await mine.open();
  assert.equal(own.file.hidden, false);
  await erase.press();
  await own.back.press();
  await own.yes.press();
  assert.deepEqual([own.choice.hidden, calls.length], [false, 1]);
});

test("each answer has its sentence", () => {
  assert.equal(saidOf({ status: 409, answer: { code: "unchanged" } }), "asked");
  assert.equal(saidOf({ status: 409, answer: { code: "conflict" } }), "shared");
  assert.equal(saidOf({ status: 429, answer: { code: "rate_limited" } }), "often");
  assert.equal(saidOf({ status: 0 }), "failed");
});

test("the log says what was asked for and what became of it", () => {
  const words = (data) =>
    wordsOf(/** @type {any} */ ({ kind: "privacy", data }), /** @type {any} */ ({ role: "customer" }));
  assert.match(words({ what: "erase", state: "asked" }), /Erasure/);
  assert.match(words({ what: "erase", state: "refused", reason: "An invoice." }), /An invoice\./);
  assert.match(words({ what: "erase", state: "refused", erased: true }), /…/);
});
