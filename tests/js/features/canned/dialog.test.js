// What the server says late of a reply closes nothing that was opened since.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openDialog } from "../../../../static/js/features/canned/dialog.js";

const element = () =>
  Object.assign(new EventTarget(), {
    children: [],
    append(...more) {
      this.children.push(...more);
    },
    replaceChildren(...now) {
      this.children = now;
    },
    getAttribute: () => "",
    focus() {},
    press() {
      this.dispatchEvent(new Event("click"));
    },
  });
const replyOf = (id) => ({ id, title: id, shortcut: "", scope: "own", team: null, texts: {}, uses: 0 });

/** The dialog, with two replies; answers: of the server, each null once all is well. */
function opened() {
  const parts = new Map();
  const part = (name) => parts.get(name) ?? parts.set(name, element()).get(name);
  const fields = { title: element(), shortcut: element(), scope: element() };
  Object.assign(part("form"), { elements: fields });
  Object.assign(part("find"), { value: "" });
  Object.assign(part("dialog"), {
    open: false,
    showModal() {
      this.open = true;
    },
    close() {
      this.open = false;
      this.dispatchEvent(new Event("close"));
    },
  });
  globalThis.document = /** @type {any} */ ({ createElement: element, getElementById: () => null });
  globalThis.Option = /** @type {any} */ (class {});
  const [answers, undone] = [[], []];
  const asked = () => new Promise((answer) => answers.push(answer));
  const library = {
    changes: new EventTarget(),
    teams: [],
    files: 0,
    find: () => [replyOf("x"), replyOf("y")],
    read: async () => {},
    save: asked,
    remove: asked,
  };
  const dialog = openDialog(
    /** @type {any} */ ({ querySelector: (selector) => part(selector.match(/=(.+)]/)[1]) }),
    /** @type {any} */ ({ library, offerUndo: (words) => undone.push(words) }),
  );
  const edit = (n) => part("list").children[n].children[0].press();
  const settle = async (trouble) => {
    answers.shift()(trouble);
    await new Promise((done) => setTimeout(done));
  };
  dialog.manage({ draft: "", back() {} });
  return { part, fields, library, edit, settle, undone };
}

const submit = (form) => form.dispatchEvent(new Event("submit"));
const soon = () => new Promise((done) => setTimeout(done));

test("a dialog that was closed while a reply was being saved stays closed", async () => {
  const { part, edit, settle } = opened();
  edit(0);
  submit(part("form"));
  await soon();
  part("dialog").close();
  await settle(null);
  assert.equal(part("dialog").open, false);
});

test("a reply that is saved after that stands in the list all the same", () => {
  const { part, library } = opened();
  library.find = () => [replyOf("new")];
  library.changes.dispatchEvent(new Event("change"));
  assert.equal(part("list").children.length, 1);
});

test("what is wrong with one reply is not said of another", async () => {
  const { part, fields, edit, settle } = opened();
  edit(0);
  submit(part("form"));
  await soon();
  part("back").press();
  edit(1);
  await settle({ code: "" });
  assert.deepEqual([fields.title.value, part("wrong").textContent], ["y", ""]);
});

test("while one reply is being removed another can be written; the first comes back all the same", async () => {
  const { part, fields, edit, settle, undone } = opened();
  edit(0);
  part("remove").press();
  part("back").press();
  edit(1);
  fields.title.value = "half a thought";
  await settle(null);
  assert.deepEqual([part("dialog").open, fields.title.value], [true, "half a thought"]);
  assert.equal(undone.length, 1);
  part("remove").press();
  await settle(null);
  assert.deepEqual([part("dialog").open, undone.length], [false, 2]);
});
