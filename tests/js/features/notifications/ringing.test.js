// Carla hears an answer once, while she doesn't look, and unless she has turned it off.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openSlot } from "../../../../static/js/ui/slots.js";

const [later, pressed, storage] = [[], {}, new Map()];
Object.assign(globalThis, {
  AudioContext: class {},
  addEventListener: (type, act) => (pressed[type] = act),
  dispatchEvent: ({ detail }) => later.push(detail),
  document: {
    addEventListener() {},
    hasFocus: () => false,
  },
  localStorage: {
    getItem: (name) => storage.get(name) ?? null,
    setItem: (name, value) => storage.set(name, value),
    removeItem: (name) => storage.delete(name),
  },
});
const NOW = Date.parse("2026-11-28T10:00:00Z");
const { createRinging } = await import("../../../../static/js/features/notifications/more/ringing.js");

/** A page's answers that are rung, as a customer's page opens it: its script runs anew. */
async function opened({ line = null } = {}) {
  later.length = 0;
  const [rung, sent] = [[], []];
  const button = { attributes: {}, addEventListener: (_, act) => (button.click = act) };
  button.setAttribute = (name, value) => (button.attributes[name] = value);
  await import(`../../../../static/js/features/notifications/customer.js?${Math.random()}`);
  const roots = { keep: { children: [button] }, notice: { children: line ? [line] : [] }, composer: {} };
  const within = { querySelectorAll: (what) => [rootOf(roots[/slot=(\w+)/.exec(what)[1]])] };
  for (const slot of ["keep", "notice"]) openSlot(slot, /** @type {any} */ (within), { ticket: "t1" });
  const tell = openSlot("composer", /** @type {any} */ (within), { ticket: "t1", clock: { now: () => NOW } });
  const comes = async (...events) => {
    tell("came", events);
    const openAsking = (root, { ticket }) => ({ sent: () => sent.push([root, ticket]) });
    for (const { come } of later.splice(0))
      come({ ring: (answer) => rung.push(answer), sound: { play() {} }, openAsking });
    await new Promise((go) => setImmediate(go));
  };
  return { button, comes, rung, sent };
}
const rootOf = (root) => Object.assign(root, { dataset: { feature: "notifications" } });
const answer = (seq, more = {}) => ({
  seq,
  kind: "message",
  author: { role: "agent" },
  at: new Date(NOW - 1_000).toISOString(),
  ...more,
});

test("an answer rings: not what is old, not one's own, and not what nobody says", async () => {
  const { comes, rung } = await opened();
  await comes(answer(1, { at: new Date(NOW - 61_000).toISOString() }));
  await comes(answer(2, { author: { role: "customer" } }));
  await comes(answer(3, { kind: "status" }));
  assert.deepEqual([rung, later], [[], []]); // and nothing is fetched for it
  await comes(answer(4), answer(5));
  assert.deepEqual(rung, ["t1 5"]);
});

test("who turned it off hears nothing, on the next page neither, until it is turned on", async () => {
  const { button, comes, rung } = await opened();
  assert.equal(button.attributes["aria-pressed"], "true");
  button.click();
  assert.equal(button.attributes["aria-pressed"], "false");
  await comes(answer(1));
  assert.deepEqual(rung, []);
  const next = await opened();
  assert.equal(next.button.attributes["aria-pressed"], "false");
  pressed.keydown();
  assert.equal(later.length, 0); // it isn't even fetched
  await next.comes(answer(2));
  next.button.click();
  await next.comes(answer(3));
  assert.deepEqual(next.rung, ["t1 3"]);
});

test("who has sent something is asked about pushes: where there is a line for it, and not about what is old", async () => {
  const line = {};
  const { comes, sent } = await opened({ line });
  const own = { author: { role: "customer" } };
  await comes(answer(1, { ...own, at: new Date(NOW - 61_000).toISOString() }), answer(2));
  assert.deepEqual(sent, []);
  await comes(answer(3, own));
  assert.deepEqual(sent, [[line, "t1"]]);
  const framed = await opened();
  await framed.comes(answer(1, own));
  assert.deepEqual([framed.sent, later], [[], []]);
});

test("who comes from the home screen of iOS, where a page may ask, is asked about what was sent before", async () => {
  const own = { author: { role: "customer" }, at: new Date(NOW - 3_600_000).toISOString() };
  for (const [standalone, times] of [
    [undefined, 0],
    [false, 0],
    [true, 1],
  ]) {
    Object.assign(navigator, { standalone });
    const { comes, sent } = await opened({ line: {} });
    await comes(answer(1, own));
    assert.equal(sent.length, times);
  }
  delete navigator["standalone"];
});

function ringing({ looks = false } = {}) {
  const played = [];
  let rung = null;
  const ring = createRinging({
    claim: (_, act) => act(),
    looks: () => looks,
    rung: { get: () => rung, set: (answer) => (rung = answer) },
    sound: { play: (kind) => played.push(kind) },
  });
  return { ring, played };
}

test("it is heard once, however many pages a website opens meanwhile", () => {
  const { ring, played } = ringing();
  for (const answer of ["t1 1", "t1 1", "t1 2"]) ring(answer);
  assert.equal(played.length, 2);
});

test("what is looked at makes no noise", () => {
  const { ring, played } = ringing({ looks: true });
  ring("t1 1");
  assert.deepEqual(played, []);
});
