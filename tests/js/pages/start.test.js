// The start page and what was left there: both stay, whatever is typed before it has been read.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { openDisk } from "../../../static/js/storage/database.js";
import { element } from "../fake_element.js";
import { fakeIndexedDB } from "../fake_indexeddb.js";

const LEFT = { id: "a", body: "It broke. ", name: "Carla", email: "", sending: false, asked: [] };
const ANSWER = { ticket: "t", token: "k", url: "https://desk.example/t/t/#k" };
const wait = globalThis.setTimeout;
const settled = () => new Promise((done) => wait(done, 20));
let pages = 0;

/** left: the draft of an earlier page; typed: before the script was there. Nothing has been read yet.
 *  fill(words): as a website does */
async function page({ left = LEFT, typed = "" }) {
  const boxes = ["name", "email", "body"].map((name) =>
    element({ name, value: "", validity: { valid: true }, focus() {} }),
  );
  const elements = Object.fromEntries(boxes.map((box) => [box.name, box]));
  elements.body.value = typed;
  const [listeners, attributes, posted] = [{}, {}, []];
  const addEventListener = (name, listen) => (listeners[name] = listen);
  const form = element({
    elements,
    parentElement: element(),
    querySelectorAll: () => boxes,
    addEventListener,
  });
  const submit = element({
    getAttribute: (name) => attributes[name],
    setAttribute: (name, value) => (attributes[name] = String(value)),
  });
  const parts = { form, submit, state: element(), storage: element() };
  for (const [name, part] of Object.entries(parts)) part.dataset.part = name;
  const browser = fakeIndexedDB();
  const disk = await openDisk(() => browser);
  const place = { owner: "visitor", ticket: "start" };
  await disk.changeDraft(null, { ...place, id: "d", value: left, at: 1, version: 1 });
  Object.assign(globalThis, {
    document: element({
      body: element(),
      querySelectorAll: (what) => (what === "[data-part]" ? Object.values(parts) : []),
      querySelector: () => null,
      getElementById: () => element(),
    }),
    location: { assign() {} },
    addEventListener() {},
    dispatchEvent() {},
    setTimeout: (run, ms) => ms < 1_000 && wait(run, ms), // no patience ends, however busy the machine is
    indexedDB: browser,
    async fetch(path, { body }) {
      if (path === "/api/tickets") posted.push(JSON.parse(body));
      return new Response(JSON.stringify(ANSWER), { headers: { Holdfast: "1" }, status: 201 });
    },
  });
  await import(`../../../static/js/pages/start.js?${(pages += 1)}`);
  return {
    elements,
    posted,
    type(text) {
      elements.body.value += text;
      listeners.input({ isTrusted: true, target: elements.body });
    },
    fill(text) {
      elements.body.value ||= text;
      listeners.input({ isTrusted: false, target: elements.body });
    },
    send: () => listeners.submit({ preventDefault() {} }),
    kept: async () => (await disk.readDrafts("visitor", "start")).map(({ value }) => value),
  };
}

test("what was typed before the script was there comes behind what was left, and both are kept", async () => {
  const { elements, type, kept } = await page({ typed: "And" });
  type(" it smokes.");
  await settled();
  assert.equal(elements.body.value, "It broke. And it smokes.");
  assert.equal(elements.name.value, "Carla");
  const rows = await kept();
  assert.deepEqual(
    rows.map(({ id, body, name }) => [id, body, name]),
    [["a", "It broke. And it smokes.", "Carla"]],
  );
});

test("what was being sent goes on by itself, but not with what was typed meanwhile", async () => {
  const sending = { ...LEFT, sending: true };
  const alone = await page({ left: sending });
  await settled();
  assert.deepEqual(
    alone.posted.map(({ id, body }) => [id, body]),
    [["a", "It broke."]],
  );
  const more = await page({ left: sending, typed: "And" });
  await settled();
  assert.deepEqual([more.posted, more.elements.body.value], [[], "It broke. And"]);
  assert.deepEqual(
    (await more.kept()).map(({ sending }) => sending),
    [false],
  );
});

test("what is sent before it has been read isn't sent with what nobody has seen", async () => {
  const { elements, posted, send } = await page({ typed: "It smokes." });
  elements.name.value = "Carla";
  send();
  await settled();
  assert.deepEqual([posted, elements.body.value], [[], "It broke. It smokes."]);
  send();
  await settled();
  assert.deepEqual(
    posted.map(({ body }) => body),
    ["It broke. It smokes."],
  );
});

test("what somebody wrote isn't hidden by what a website fills in, and what it filled in before is", async () => {
  const theirs = await page({});
  theirs.fill("About the red one:");
  await settled();
  assert.equal(theirs.elements.body.value, "It broke. ");
  const [{ written }] = await theirs.kept();
  assert.equal(written, true);
  const filled = await page({ left: { ...LEFT, written: false } });
  filled.fill("About the red one:");
  await settled();
  assert.deepEqual(
    (await filled.kept()).map(({ body, written }) => [body, written]),
    [["About the red one:", false]],
  );
});
