// The box to write in, which is one ticket's after the other: what is sent from it is neither lost nor
// offered again, and what is written next stays with its ticket.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createComposer } from "../../../static/js/conversation/composer.js";
import { createDrafts } from "../../../static/js/storage/drafts.js";
import { createStorage } from "../../../static/js/storage/storage.js";
import { Clock } from "../cast.js";
import { fakeIndexedDB } from "../fake_indexeddb.js";
import { settled } from "../play.js";

globalThis.CSS = /** @type {any} */ ({ supports: () => true });
let box, form, drafts, sent;

beforeEach(() => {
  box = Object.assign(new EventTarget(), { value: "", focus() {} });
  const choices = ["message", "note"].map((value) =>
    Object.assign(new EventTarget(), { value, checked: value === "message" }),
  );
  const hint = { textContent: "", dataset: {} };
  form = Object.assign(new EventTarget(), {
    dataset: {},
    parentElement: new EventTarget(),
    querySelector: (what) => (what === "textarea" ? box : hint),
    querySelectorAll: () => choices,
  });
  const memory = new Map();
  const tab = {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, text) => void memory.set(key, text),
    removeItem: (key) => void memory.delete(key),
  };
  const [clock, browser] = [new Clock(), fakeIndexedDB()];
  const storage = createStorage({ clock, indexedDB: () => browser });
  let ids = 0;
  drafts = createDrafts({ storage, owner: "agent:3", clock, newId: () => `d${++ids}`, tab: () => tab });
  sent = [];
});

/** Of a ticket, with a feature that has `files` beside the words. */
function open(ticket) {
  const draft = drafts.of(ticket);
  const beside = draft.beside("files");
  let chosen = [];
  beside.load().then((left) => (chosen = left ?? []));
  const composer = createComposer({
    form,
    draft,
    send: (body, kind) => new Promise((kept) => sent.push({ ticket, body, kind, kept })),
    carrying: {
      add() {},
      has: () => chosen.length > 0,
      take() {
        const files = chosen;
        chosen = [];
        return { files };
      },
      giveBack() {},
      kept: () => void beside.set(null),
      asks: () => ({}),
      give: (given) => (beside.set((chosen = given)), true),
    },
    typed() {},
  });
  return {
    ...composer,
    type(text) {
      box.value += text;
      box.dispatchEvent(new Event("input"));
    },
    send: () => form.dispatchEvent(new Event("submit", { cancelable: true })),
    attach: (...names) =>
      drafts
        .of(ticket)
        .beside("files")
        .set((chosen = names)),
    get chosen() {
      return chosen;
    },
  };
}

async function opened(ticket) {
  const composer = open(ticket);
  await settled();
  return composer;
}

test("what is written while the one before is being kept stays, though another ticket is opened", async () => {
  const a = await opened("a");
  a.type("First.");
  a.send();
  a.type("And second");
  a.close();
  const b = await opened("b");
  b.focus("note", "For us");
  sent[0].kept();
  await settled();
  assert.deepEqual(await drafts.of("a").load(), { body: "And second", kind: "message" });
  assert.deepEqual(await drafts.of("b").load(), { body: "For us", kind: "note" });
  b.close();
  await opened("a");
  assert.equal(box.value, "And second");
});

test("what is being kept isn't offered again to who comes back meanwhile", async () => {
  const a = await opened("a");
  a.attach("large.zip");
  a.type("See here.");
  a.send();
  a.close();
  (await opened("b")).close();
  const again = await opened("a");
  assert.deepEqual([box.value, again.chosen], ["", []]);
  sent[0].kept();
  await settled();
  assert.deepEqual([box.value, again.chosen, await drafts.of("a").load()], ["", [], null]);
});

test("what was typed while it was waited for is kept", async () => {
  const a = await opened("a");
  a.type("First.");
  a.send();
  a.close();
  const again = await opened("a");
  again.type("Second");
  sent[0].kept();
  await settled();
  assert.equal(box.value, "Second");
  assert.deepEqual(await drafts.of("a").load(), { body: "Second", kind: "message" });
});

test("a conversation that is gone leaves an empty box, and what was in it is kept", async () => {
  const a = await opened("a");
  a.type("First.");
  a.send();
  a.type("Second");
  a.leave();
  a.close();
  sent[0].kept();
  await settled();
  assert.equal(box.value, "");
  assert.deepEqual(await drafts.of("a").load(), { body: "Second", kind: "message" });
});
