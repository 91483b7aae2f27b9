// Which key of the desk it was, and whether it acts where the focus is.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createActsByKey } from "../../../static/js/desk/acts_by_key.js";
import { keyOf, listenToKeys } from "../../../static/js/desk/keys.js";
import { createUndo } from "../../../static/js/desk/undo.js";
import { Clock } from "../cast.js";

test("a layout without Latin letters has our keys where the American one has them", () => {
  const typed = [
    ["к", "KeyR"],
    ["т", "KeyN"],
    ["ф", "KeyA"],
    ["у", "KeyE"],
    ["ε", "KeyE"],
    ["ק", "KeyE"],
    ["ث", "KeyE"],
    ["ㄷ", "KeyE"],
    ["١", "Digit1"],
    ["ち", "KeyA"],
  ];
  assert.deepEqual(typed.map(([key, code]) => keyOf({ key, code })).join(""), "rnaeeeee1a");
});

test("a Latin letter counts wherever it lies, and what is none of ours is none", () => {
  assert.equal(keyOf({ key: "e", code: "KeyD" }), "e"); // Dvorak
  assert.equal(keyOf({ key: "d", code: "KeyE" }), "d");
  assert.equal(keyOf({ key: "q", code: "KeyA" }), "q"); // AZERTY
  assert.equal(keyOf({ key: "é", code: "Digit2" }), "é");
  assert.equal(keyOf({ key: "&", code: "Digit1" }), "&");
  assert.equal(keyOf({ key: "E", code: "KeyE" }), "e"); // Caps Lock
  assert.equal(keyOf({ key: "E", code: "KeyE", shiftKey: true }), "E");
  assert.equal(keyOf({ key: "ё", code: "Backquote" }), "backquote");
  assert.equal(keyOf({ key: "ArrowDown", code: "ArrowDown" }), "ArrowDown");
});

const body = { matches: () => false };
const title = { matches: () => false, focus() {} };
const box = { matches: (selector) => selector.includes("textarea") };
let heard, done, shown, clock, undo;

function desk() {
  heard = {};
  done = [];
  clock = new Clock();
  shown = { status: "open", assignee: { username: "bo", name: "Bo" }, name: "Carla" };
  globalThis.document = {
    addEventListener: (name, listen) => {
      heard[name] = listen;
    },
  };
  const holds = (...elements) => ({ contains: (element) => elements.includes(element) });
  const parts = {
    rows: { ...holds(), querySelectorAll: () => [] },
    ticket: holds(title, box),
    undo: { ...holds(), hidden: true },
    log: holds(),
    help: { open: false, showModal: () => done.push("help") },
    search: { focus: () => done.push("find") },
    subject: { focus: () => done.push("title") },
    undoWords: {},
    undoAct: { addEventListener() {} },
  };
  undo = createUndo({ parts, clock });
  const change = (what) => async (to, ticket) => Boolean(done.push(`${what} ${to} ${ticket}`));
  const actions = createActsByKey({
    give: change("give"),
    set: change("set"),
    undo,
    me: "ada",
    current: () => "t1",
    row: () => shown,
  });
  const conversation = () => ({ composer: { focus: (kind) => done.push(kind) } });
  listenToKeys({
    parts,
    route: { view: (view) => done.push(view), leave: () => done.push("left") },
    actions,
    conversation,
  });
  return parts;
}

const press = (key, target, facts = {}) =>
  heard.keydown({ key, code: "", target, preventDefault() {}, ...facts });
const types = (words, target) => {
  for (const key of words) press(key, target);
};

beforeEach(desk);

test("who has clicked and types away does nothing by it", () => {
  heard.pointerdown();
  types("just a test, please have an eye on 1 or 2? /", title);
  types("never again", body);
  assert.deepEqual(done, []);
});

test("who came by key acts by key, there and nowhere else", async () => {
  heard.pointerdown();
  press("Tab", title);
  types("e", body); // no list, no ticket
  assert.deepEqual(done, []);
  types("rn", title);
  types("eran1/?", box); // writes
  press("Escape", box);
  press("?", body);
  assert.deepEqual(done, ["message", "note", "title", "help"]);
});

test("a heading that got the focus by itself takes no letters; the list's keys lead there", async () => {
  types("please", title);
  types("ean", body);
  assert.deepEqual(done, []);
  press("j", body); // no rows: into the ticket
  press("e", title);
  assert.deepEqual(done, ["title", "set resolved t1"]);
});

test("what a key did can be undone for ten seconds, wherever one has gone since", async () => {
  press("Tab", title);
  press("e", title);
  await null;
  shown = { ...shown, status: "resolved" };
  clock.pass(9_900);
  press("z", title);
  assert.deepEqual(done, ["set resolved t1", "set open t1"]);
  press("z", title);
  press("a", title);
  await null;
  undo.run();
  assert.deepEqual(done.slice(2), ["give ada t1", "give bo t1"]); // back to whose it was
  press("e", title);
  await null;
  clock.pass(10_000);
  press("z", title);
  assert.deepEqual(done.slice(4), ["set open t1"]);
});

test("a key that is held or comes with another does nothing", () => {
  press("Tab", title);
  press("e", title, { repeat: true });
  for (const other of ["ctrlKey", "metaKey", "altKey", "isComposing"]) press("e", title, { [other]: true });
  assert.deepEqual(done, []);
});
