// What was typed and not sent: it outlives the page, and another tab never takes it away.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { createDrafts } from "../../../static/js/storage/drafts.js";
import { createStorage } from "../../../static/js/storage/storage.js";
import { Clock } from "../cast.js";
import { fakeIndexedDB } from "../fake_indexeddb.js";
import { pick, play } from "../play.js";

let clock, warnings, full, browser, ids;

beforeEach(() => {
  clock = new Clock();
  warnings = [];
  [full, ids] = [false, 0];
  browser = fakeIndexedDB({ full: () => full });
});

/** A tab's own memory: it is there after a reload, in that tab. */
function tabMemory() {
  const memory = new Map();
  return {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, text) => void memory.set(key, text),
    removeItem: (key) => void memory.delete(key),
  };
}

function page({ tab = tabMemory(), owner = "customer:a", indexedDB = () => browser } = {}) {
  const storage = createStorage({ clock, indexedDB, onRefused: ({ message }) => warnings.push(message) });
  return createDrafts({ storage, owner, clock, newId: () => `d${++ids}`, tab: () => tab });
}
const onDisk = () => [...browser.disk("drafts").values()].map(({ value }) => value).sort();

describe("a draft", () => {
  test("is there after a reload, in a new tab, and after a day", async () => {
    const tab = tabMemory();
    await page({ tab }).of("a").set("Dear support");
    clock.time += 24 * 3600_000;
    assert.equal(await page({ tab }).of("a").load(), "Dear support");
    assert.equal(await page().of("a").load(), "Dear support");
    assert.deepEqual([warnings, clock.waiting], [[], 0]);
  });

  test("is kept key by key, and the last key is what is kept", async () => {
    const draft = page().of("a");
    const keys = [..."abcdef"].map((_, i) => draft.set("abcdef".slice(0, i + 1)));
    await keys[0];
    await Promise.all(keys);
    assert.deepEqual(onDisk(), ["abcdef"]);
    assert.deepEqual(
      [...browser.disk("drafts").values()].map(({ version }) => version),
      [1],
      "in one go, if the disk is slow",
    );
  });

  test("is nobody else's: not another ticket's, not another person's", async () => {
    await page().of("a").set("mine");
    assert.equal(await page().of("b").load(), null);
    assert.equal(await page({ owner: "agent:ada" }).of("a").load(), null);
  });

  test("that was sent is gone", async () => {
    const draft = page().of("a");
    await draft.set("Dear support");
    await draft.set(null);
    assert.deepEqual(onDisk(), []);
    assert.equal(await draft.load(), null);
  });

  test("is found as it is then, by a page that looks again", async () => {
    const [one, other] = [page().of("a"), page().of("a")];
    assert.equal(await one.load(), null);
    await other.set("from the other");
    assert.equal(await one.load(), "from the other");
  });
});

describe("what a feature keeps beside the words", () => {
  const file = () => ({ name: "a.txt", blob: new Blob(["Hello"]) });

  test("is there after a reload as they are, and goes without them", async () => {
    const tab = tabMemory();
    const draft = page({ tab }).of("a");
    await draft.set("See here:");
    await draft.beside("files").set([file()]);
    const again = page({ tab }).of("a");
    const [kept] = await again.beside("files").load();
    assert.deepEqual([await kept.blob.text(), await again.load()], ["Hello", "See here:"]);
    await again.set(null);
    assert.equal((await again.beside("files").load()).length, 1);
    await again.beside("files").set(null);
    assert.deepEqual(onDisk(), []);
  });

  test("has bytes in the place of its files where a browser keeps none", async () => {
    const isBlob = ({ value }) => value[0]?.blob instanceof Blob;
    browser = fakeIndexedDB({ full: ({ drafts }) => [...drafts.values()].some(isBlob) });
    await page().of("a").beside("files").set([file()]);
    const [{ blob }] = await page().of("a").beside("files").load();
    assert.equal(await new Blob([blob]).text(), "Hello");
    assert.deepEqual(warnings, []);
  });
});

describe("two tabs", () => {
  test("that write each their own keep both", async () => {
    const [one, other] = [page().of("a"), page().of("a")];
    await one.set("one");
    await other.set("other");
    await one.set("one, still");
    assert.deepEqual(onDisk(), ["one, still", "other"]);
    await one.set(null);
    assert.deepEqual(onDisk(), ["other"]);
  });

  test("one goes on from the other's; then the other goes on beside it", async () => {
    const one = page().of("a");
    await one.set("begun");
    const other = page().of("a");
    assert.equal(await other.load(), "begun");
    await other.set("begun here, finished there");
    assert.deepEqual(onDisk(), ["begun here, finished there"]);
    await one.set("begun and finished here");
    assert.deepEqual(onDisk(), ["begun and finished here", "begun here, finished there"]);
  });

  test("one that sends takes nothing of what the other has changed", async () => {
    const one = page().of("a");
    await one.set("begun");
    const other = page().of("a");
    await other.load();
    await other.set("changed");
    await one.set(null);
    assert.deepEqual(onDisk(), ["changed"]);
  });

  test("each find their own after a reload, whoever wrote last", async () => {
    const tabs = [tabMemory(), tabMemory()];
    const [one, other] = tabs.map((tab) => page({ tab }).of("a"));
    await one.set("one");
    clock.pass(1_000);
    await other.set("other");
    assert.equal(await page({ tab: tabs[0] }).of("a").load(), "one");
    assert.equal(await page({ tab: tabs[1] }).of("a").load(), "other");
    assert.equal(await page().of("a").load(), "other");
    clock.pass(1_000);
    await one.set("one, later");
    assert.equal(await page().of("a").load(), "one, later");
  });
});

describe("a browser that won't keep it", () => {
  for (const [how, indexedDB] of Object.entries({
    "has no storage": () => undefined,
    "forbids it": () => {
      throw new Error("SecurityError");
    },
  }))
    test(`${how}: it is in memory, and that is said once`, async () => {
      const drafts = page({ indexedDB });
      await drafts.of("a").set("Dear");
      await drafts.of("a").set("Dear support");
      assert.equal(await drafts.of("a").load(), "Dear support");
      assert.equal(warnings.length, 1);
    });

  test("is full: it is in memory until there is room again", async () => {
    const drafts = page();
    full = true;
    await drafts.of("a").set("Dear");
    assert.deepEqual([warnings, onDisk()], [["QuotaExceededError"], []]);
    assert.equal(await drafts.of("a").load(), "Dear");
    full = false;
    await drafts.of("a").set("Dear support");
    assert.deepEqual(onDisk(), ["Dear support"]);
  });

  test("forgets what a tab had: the newest is found", async () => {
    const forgetful = {
      getItem: () => {
        throw new Error("no");
      },
      setItem() {
        throw new Error("no");
      },
      removeItem() {
        throw new Error("no");
      },
    };
    await page({ tab: forgetful }).of("a").set("Dear support");
    assert.equal(await page({ tab: forgetful }).of("a").load(), "Dear support");
  });
});

// — three tabs, and all that may become of them —

class Typing {
  words = 0;
  can = {};

  async open() {
    clock = new Clock();
    browser = fakeIndexedDB();
    ids = 0;
    this.tabs = [];
    for (let n = 0; n < 3; n++) this.tabs.push(await this.opens(tabMemory()));
  }

  // What is in the box of a page, and whether anybody has typed that in this very page.
  async opens(memory) {
    const draft = page({ tab: memory }).of("a");
    const box = await draft.load();
    return { memory, draft, box, own: false };
  }

  // Who goes on from words that were found here has had them in hand.
  type(n) {
    const tab = pick(this.tabs, n);
    this.supersede(tab);
    tab.box = `word ${++this.words}`;
    tab.own = true;
    clock.pass(1);
    return tab.draft.set(tab.box);
  }
  // What was found in another tab and sent here, is sent.
  async send(n) {
    const tab = pick(this.tabs, n);
    this.supersede(tab);
    Object.assign(tab, { box: null, own: false });
    await tab.draft.set(null);
  }
  // Whoever reloads a tab finds there what they typed there.
  async reload(n) {
    const tab = pick(this.tabs, n);
    const again = await this.opens(tab.memory);
    if (tab.own) assert.equal(again.box, tab.box);
    Object.assign(tab, again, { own: tab.own });
  }
  // A tab that dies for good leaves its draft to those that come.
  async die(n) {
    const tab = pick(this.tabs, n);
    Object.assign(tab, await this.opens(tabMemory()));
  }

  supersede({ box }) {
    for (const each of this.tabs) if (each.box === box) each.own = false;
  }

  check() {
    const kept = onDisk();
    for (const { own, box } of this.tabs) if (own) assert.ok(kept.includes(box), `${box} is nowhere`);
  }
  async calm() {
    for (const tab of this.tabs) await tab.draft.set(null);
    for (let left = onDisk().length; left; left--) await this.send((await this.die(0)) ?? 0);
    assert.deepEqual(onDisk(), [], "each that is left is found, one after the other");
  }
}

test("whatever three tabs do to each other: what was typed in one is there until it is sent there", () =>
  play(Typing, { type: 6, send: 2, reload: 3, die: 2 }, 200));
