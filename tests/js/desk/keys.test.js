// Whether a key of the desk acts where the focus is.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { listenToKeys } from "../../../static/js/desk/keys.js";
import { createUndo } from "../../../static/js/desk/undo.js";
import { register } from "../../../static/js/desk/views.js";
import { Clock } from "../cast.js";

const body = { matches: () => false };
const title = { matches: () => false, focus() {} };
const box = { matches: (selector) => selector.includes("textarea") };
let heard, done, clock, undo;
register({ name: "resolved", place: 40, empty: ["", ""], done: true });

function desk() {
  heard = {};
  done = [];
  clock = new Clock();
  globalThis.document = {
    addEventListener: (name, listen) => {
      heard[name] = listen;
    },
  };
  const holds = (...elements) => ({ contains: (element) => elements.includes(element) });
  const parts = {
    queue: { ...holds(), querySelectorAll: () => [] },
    ticket: holds(title, box),
    undo: { ...holds(), hidden: true },
    log: holds(),
    help: { open: false, showModal: () => done.push("help") },
    chooser: { open: false },
    search: { focus: () => done.push("find") },
    subject: { focus: () => done.push("title") },
    undoWords: {},
    undoAct: { addEventListener() {} },
  };
  undo = createUndo({ parts, clock });
  // Of features: what they do has its way back.
  const act = (key, what) => [
    key,
    () => {
      done.push(what);
      undo.offer(`${what}.`, () => done.push(`${what} undone`));
    },
  ];
  const conversation = () => ({ composer: { focus: (kind) => done.push(kind) } });
  listenToKeys({
    parts,
    route: { view: (view) => done.push(view), leave: () => done.push("left") },
    undo: undo.run,
    acts: Object.fromEntries([act("a", "taken"), act("e", "resolved")]),
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

test("a click ends that, wherever the focus stays", () => {
  press("Tab", title);
  heard.pointerdown();
  types("eran", title);
  assert.deepEqual(done, []);
});

test("a heading that got the focus by itself takes no letters; the list's keys lead there", async () => {
  types("please", title);
  types("ean", body);
  assert.deepEqual(done, []);
  press("j", body); // no rows: into the ticket
  press("e", title);
  assert.deepEqual(done, ["title", "resolved"]);
});

test("what a key did can be undone for ten seconds, wherever one has gone since", () => {
  press("Tab", title);
  press("e", title);
  clock.pass(9_900);
  press("z", title);
  assert.deepEqual(done, ["resolved", "resolved undone"]);
  press("z", title);
  press("a", title);
  undo.run();
  assert.deepEqual(done.slice(2), ["taken", "taken undone"]);
  press("e", title);
  clock.pass(10_000);
  press("z", title);
  assert.deepEqual(done.slice(4), ["resolved"]);
});

test("a number is a view, if there is one of it, from anywhere", () => {
  types("1", body);
  types("2", body);
  types("3", body);
  assert.deepEqual(done, ["open", "resolved"]);
});

test("a key that is held or comes with another does nothing", () => {
  press("Tab", title);
  press("e", title, { repeat: true });
  for (const other of ["ctrlKey", "metaKey", "altKey", "isComposing"]) press("e", title, { [other]: true });
  assert.deepEqual(done, []);
});
