// A frame and the page around it: each hears the other alone, and only what there is to say.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { FROM_PAGE } from "../../../../static/js/features/widget/from_page.js";
import { createHost, isFrom } from "../../../../static/js/features/widget/host.js";
import { FROM_FRAME, message, messageOf } from "../../../../static/js/features/widget/messages.js";
import { Clock } from "../../cast.js";

const SHOP = "https://shop.example";
const GREETING = { identity: null, prefill: null, kept: null, keeps: true, reset: false, visible: true };
let win, sent, clock, hear, reloads;

beforeEach(() => {
  sent = [];
  clock = new Clock();
  const page = { postMessage: (...said) => sent.push(said) };
  win = { parent: page, addEventListener: (_, listen) => (hear = listen) };
  reloads = 0;
  win.location = { reload: () => (reloads += 1) };
  win.history = { state: null, replaceState: (state) => (win.history.state = state) };
});

const host = () =>
  createHost({ ancestors: ["https://desk.example", SHOP, "https://*.shop.example"], win, clock });
const hears = (data, from = SHOP, source = win.parent) => hear({ data, origin: from, source });

test("an origin is that of a site, or below its domain", () => {
  assert.ok(isFrom(SHOP, SHOP));
  assert.ok(isFrom("https://a.b.shop.example", "https://*.shop.example"));
  for (const other of [
    "https://shop.example",
    "http://a.shop.example",
    "https://evilshop.example",
    "https://a.shop.example.evil.example",
    "https://a.shop.example:8443",
    "null",
  ])
    assert.equal(isFrom(other, "https://*.shop.example"), false, other);
  assert.equal(isFrom("https://shop.example.evil.example", SHOP), false);
});

test("nothing but that it is there is told to whoever it is; the rest to a page of the site", async () => {
  const { say, greeting } = host();
  say("unread", { n: 2 });
  assert.deepEqual(sent, [[{ holdfast: 1, type: "hello" }, "*"]]);
  hears(message("greet", GREETING));
  assert.deepEqual(sent[1], [{ holdfast: 1, type: "unread", n: 2 }, SHOP]);
  assert.equal((await greeting).keeps, true);
});

test("a foreign origin, another window and another shape are not heard", async () => {
  const { greeting } = host();
  const told = message("greet", { ...GREETING, identity: "evil" });
  hears(told, "https://evil.example");
  hears(told, SHOP, {});
  hears({ ...told, holdfast: 2 });
  hears({ ...told, identity: 7 });
  hears({ ...told, type: "__proto__" });
  hears("greet");
  hears(null);
  assert.equal(sent.length, 1, "nobody is answered");
  hears(message("greet", GREETING));
  assert.equal((await greeting).identity, null);
});

test("a page without a launcher says nothing, and the chat goes on", async () => {
  const { greeting } = host();
  clock.pass(1_500);
  assert.deepEqual(await greeting, {});
});

test("a page that greets late is heard anew, if it has anything to say, and waited for then", async () => {
  host();
  clock.pass(1_500);
  hears(message("greet", GREETING));
  assert.equal(reloads, 0, "a guest is what it was taken for");
  hears(message("greet", { ...GREETING, identity: "jwt" }));
  assert.equal(reloads, 1);
  const { greeting } = host();
  clock.pass(10_000);
  hears(message("greet", { ...GREETING, identity: "jwt" }));
  assert.equal((await greeting).identity, "jwt");
});

test("what both may say has a shape, and no field for words", () => {
  const fields = Object.values(FROM_FRAME).flatMap(Object.keys);
  const known = ["code", "message", "n", "name", "open", "sealed", "stamp", "state", "value"];
  assert.deepEqual([...new Set(fields)].sort(), known);
  assert.ok(messageOf(message("unread", { n: 1 }), FROM_FRAME));
  assert.equal(messageOf(message("unread", { n: "1" }), FROM_FRAME), null);
  assert.equal(messageOf(message("greet", { ...GREETING, kept: "x".repeat(9_000) }), FROM_PAGE), null);
  assert.equal(messageOf(message("reset"), FROM_FRAME), null, "each side has its own");
});
