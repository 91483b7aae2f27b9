// The launcher in a website's page: nothing is loaded before it is wanted, and one frame is made.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createCalls } from "../../../../static/js/features/widget/launcher/calls.js";
import { createWidget } from "../../../../static/js/features/widget/launcher/widget.js";
import { message } from "../../../../static/js/features/widget/messages.js";
import { learn } from "../../../../static/js/words/t.js";
import { documentOf } from "./fake_page.js";

const DESK = "https://desk.example";
let page;

learn("en", {
  "widget.open": "Open",
  "widget.close": "Close",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} new", other: "{n} new ones" },
  "widget.away": "Away",
});

beforeEach(() => (page = documentOf()));

function widget(said = {}) {
  createWidget({ doc: page.doc, win: page.win, site: "shop", desk: DESK, said }).start();
  return page.win.Holdfast;
}
const frames = () => page.all("iframe");
const says = (type, fields, more = {}) =>
  page.hear({ data: message(type, fields), origin: DESK, source: frames()[0]?.contentWindow, ...more });

test("nothing is loaded before it is opened, and then one frame", () => {
  const holdfast = widget();
  assert.equal(frames().length, 0);
  holdfast.open();
  holdfast.toggle();
  holdfast.toggle();
  assert.equal(frames().length, 1);
  assert.equal(frames()[0].src, `${DESK}/w/shop/`);
});

test("a browser with an open conversation has it at once, and so has who asks for it", () => {
  page.win.localStorage.setItem("holdfast:shop", '{"open":true}');
  widget();
  assert.equal(frames()[0].src, `${DESK}/w/shop/chat/`);
  page = documentOf();
  widget({ eager: "" });
  assert.equal(frames()[0].src, `${DESK}/w/shop/`);
});

test("calls from before it came are made, in order, and later ones at once", () => {
  const heard = [];
  page.win.Holdfast = {
    q: [["on", "open", () => heard.push("open")], ["open"], ["nonsense"], "x", ["__proto__"]],
  };
  const holdfast = widget();
  holdfast.q.push(["on", "close", () => heard.push("close")], ["close"]);
  assert.deepEqual(heard, ["open", "close"]);
});

test("the frame is greeted once it is there, and what comes later is told to it alone", () => {
  const holdfast = widget();
  holdfast.identify("jwt");
  holdfast.open();
  assert.deepEqual(page.sent, []);
  says("hello");
  const [[greeting, to]] = page.sent;
  assert.deepEqual([greeting.type, greeting.identity, greeting.visible, to], ["greet", "jwt", true, DESK]);
  holdfast.close();
  assert.deepEqual(page.sent.at(-1), [message("shown", { visible: false }), DESK]);
});

test("an identity that is told again is no news to it", () => {
  const holdfast = widget();
  holdfast.open();
  says("hello");
  holdfast.identify("a");
  holdfast.identify("a");
  assert.equal(page.sent.filter(([{ type }]) => type === "identify").length, 1);
});

test("whoever isn't the frame, or has no such thing to say, is not heard", () => {
  const heard = [];
  const holdfast = widget();
  holdfast.on("unread", (n) => heard.push(n));
  holdfast.open();
  says("hello");
  says("unread", { n: 1 }, { origin: "https://evil.example" });
  says("unread", { n: 2 }, { source: {} });
  says("unread", { n: "3" });
  page.hear({ data: { type: "unread", n: 4 }, origin: DESK, source: frames()[0].contentWindow });
  says("unread", { n: 5 });
  assert.deepEqual(heard, [5]);
});

test("unread messages are on the badge while it is closed, and said", () => {
  const holdfast = widget();
  holdfast.open();
  holdfast.close();
  says("hello");
  says("unread", { n: 2 });
  assert.deepEqual([page.one("badge").textContent, page.one("spoken").textContent], ["2", "2 new ones"]);
  holdfast.open();
  assert.equal(page.one("badge").textContent, "");
});

test("the button says what a press does, whatever is told meanwhile", () => {
  const holdfast = widget();
  const name = () => page.all("button")[0].attributes["aria-label"];
  assert.equal(name(), "Open");
  holdfast.open();
  says("hello");
  says("unread", { n: 0 });
  assert.equal(name(), "Close");
  holdfast.close();
  says("unread", { n: 2 });
  assert.equal(name(), "Open (2 new ones)");
});

test("a page keeps for the frame what it asks, unless its owner says no", () => {
  const stored = () => JSON.parse(page.win.localStorage.getItem("holdfast:shop") ?? "{}").kept ?? null;
  widget().open();
  says("hello");
  says("keep", { value: "t.1" });
  assert.equal(stored(), "t.1");
  page = documentOf();
  widget({ keep: "off" }).open();
  says("hello");
  says("keep", { value: "t.1" });
  assert.equal(stored(), null);
  assert.equal(page.sent[0][0].keeps, false);
});

test("what another tab has kept since is what the frame is greeted with, and no number takes its place", () => {
  page.win.localStorage.setItem("holdfast:shop", '{"kept":"0000"}');
  widget().open();
  page.win.localStorage.setItem("holdfast:shop", '{"open":true,"kept":"t.1"}');
  says("hello");
  assert.equal(page.sent[0][0].kept, "t.1");
  says("keep", { value: "0001" });
  says("hello");
  assert.equal(page.sent.at(-1)[0].kept, "t.1");
  says("keep", { value: "t.2" });
  says("hello");
  assert.equal(page.sent.at(-1)[0].kept, "t.2");
});

test("what the frame has sealed is kept for it, and forgotten with the rest", () => {
  const holdfast = widget();
  holdfast.open();
  says("hello");
  says("seal", { n: 1, name: "a", sealed: "QUJD" });
  assert.deepEqual(page.sent.at(-1)[0], message("sealed", { n: 1, kept: true }));
  says("hello");
  assert.deepEqual(page.sent.at(-1)[0].sealed, { a: "QUJD" });
  holdfast.reset();
  says("hello");
  assert.deepEqual(page.sent.at(-1)[0].sealed, {});
  page = documentOf();
  widget({ keep: "off" }).open();
  says("hello");
  says("seal", { n: 1, name: "a", sealed: "QUJD" });
  assert.equal(page.sent[0][0].sealed, null);
  assert.deepEqual(page.sent.at(-1)[0], message("sealed", { n: 1, kept: false }));
});

test("no token where one was meant is one that is refused, not nobody", () => {
  const holdfast = widget();
  holdfast.identify(undefined);
  holdfast.open();
  says("hello");
  assert.equal(page.sent[0][0].identity, "");
});

test("an identity that is too long to be heard is one that is refused, not nobody", () => {
  const holdfast = widget();
  holdfast.identify("x".repeat(9_000));
  holdfast.open();
  says("hello");
  assert.equal(page.sent[0][0].identity, "");
});

test("a reset is over within a second, whether the frame answers or not", () => {
  const holdfast = widget();
  holdfast.open();
  says("hello");
  says("state", { open: true });
  holdfast.reset();
  assert.equal(page.sent.at(-1)[0].type, "reset");
  says("forgot");
  assert.equal(frames().length, 0);
  assert.deepEqual(JSON.parse(page.win.localStorage.getItem("holdfast:shop")), {
    open: false,
    kept: null,
    reset: false,
  });
  holdfast.open();
  says("hello");
  holdfast.reset();
  page.pass(900);
  assert.equal(frames().length, 0);
  assert.equal(
    JSON.parse(page.win.localStorage.getItem("holdfast:shop")).reset,
    true,
    "it is still to forget",
  );
});

test("a reset is told to the next frame, also where nothing is known of the one before", () => {
  const holdfast = widget();
  holdfast.reset();
  holdfast.open();
  says("hello");
  assert.equal(page.sent[0][0].reset, true);
});

test("a frame that says nothing can't be reached: said in the panel, and once to who looks", () => {
  widget().open();
  page.pass(20_000);
  assert.equal(frames().length, 0);
  assert.equal(page.one("away").textContent, "Away");
  assert.equal(page.warned.length, 1);
});

test("whatever becomes of the page, the launcher is there, and its frame is the same", () => {
  widget().open();
  const [frame] = frames();
  for (let i = 0; i < 100; i += 1) page.navigate();
  assert.deepEqual([page.all("holdfast-chat").length, frames()], [1, [frame]]);
  page.doc.documentElement.children.length = 0;
  page.mutate();
  assert.equal(page.all("holdfast-chat").length, 1);
});

test("it goes without a trace", () => {
  const holdfast = widget();
  holdfast.open();
  holdfast.destroy();
  assert.equal(page.all("holdfast-chat").length, 0);
  assert.equal("Holdfast" in page.win, false);
});

test("storage that is refused keeps nothing, and nothing fails", () => {
  Object.defineProperty(page.win, "localStorage", {
    get() {
      throw new Error("SecurityError");
    },
  });
  widget().open();
  says("hello");
  says("state", { open: true });
  assert.equal(frames().length, 1);
  assert.equal(page.sent[0][0].keeps, false, "and the frame isn't told otherwise");
});

test("a call that there isn't is nobody's", () => {
  const made = [];
  const { start, q } = createCalls({ open: () => made.push("open") }, undefined);
  start();
  q.push(["toString"], ["open"], null);
  assert.deepEqual(made, ["open"]);
});

test("the website's title says how many wait while nobody looks, and is its own again", () => {
  page.doc.title = "Shop";
  page.doc.hidden = false;
  const holdfast = widget();
  holdfast.open();
  says("unread", { n: 1 });
  assert.equal(page.doc.title, "Shop");
  page.doc.hidden = true;
  says("unread", { n: 1 });
  says("unread", { n: 2 });
  assert.equal(page.doc.title, "(2) Shop");
  page.doc.hidden = false;
  page.happens("visibilitychange");
  assert.equal(page.doc.title, "Shop");
});

test("a title that the website changes meanwhile, or doesn't want changed, is left alone", () => {
  Object.assign(page.doc, { title: "Shop", hidden: true });
  widget().open();
  says("unread", { n: 1 });
  page.doc.title = "Sale";
  says("unread", { n: 0 });
  assert.equal(page.doc.title, "Sale");
  page = documentOf();
  Object.assign(page.doc, { title: "Shop", hidden: true });
  widget({ title: "off" }).open();
  says("unread", { n: 1 });
  assert.equal(page.doc.title, "Shop");
});
