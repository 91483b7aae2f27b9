// Where the frame's storage is refused, the website's keeps what isn't sent, and can't read it.
import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { beforeEach, test } from "node:test";
import { createShelf } from "../../../../static/js/features/widget/launcher/shelf.js";
import { FROM_FRAME, message, messageOf } from "../../../../static/js/features/widget/messages.js";
import { createPuts } from "../../../../static/js/features/widget/puts.js";
import { openVault } from "../../../../static/js/features/widget/vault.js";
import { createOutbox } from "../../../../static/js/outbox/outbox.js";
import { createDrafts } from "../../../../static/js/storage/drafts.js";
import { createStorage } from "../../../../static/js/storage/storage.js";
import { createStore } from "../../../../static/js/storage/store.js";
import { Clock } from "../../cast.js";

const WORDS = "My card number is 4111";
const DAY = 86_400_000;
let shop, time, keys, full, ids, clock, warnings;

beforeEach(() => {
  [time, full, ids, clock, warnings] = [1_790_000_000_000, false, 0, new Clock(), []];
  keys = new Map();
  shop = storageOf();
});

/** As a browser's: what is kept are its own properties. */
function storageOf() {
  const storage = {};
  const hidden = {
    getItem: (name) => storage[name] ?? null,
    setItem(name, value) {
      if (full) throw new DOMException("full", "QuotaExceededError");
      storage[name] = value;
    },
    removeItem: (name) => void delete storage[name],
  };
  for (const [name, value] of Object.entries(hidden)) Object.defineProperty(storage, name, { value });
  return storage;
}

/** Our server: the same key for the same secret. */
async function server(path, { headers }) {
  const asked = `${path} ${headers.Authorization}`;
  if (!keys.has(asked)) keys.set(asked, webcrypto.getRandomValues(new Uint8Array(32)).buffer);
  return new Response(keys.get(asked));
}

const shelf = () => createShelf("shop", () => shop);

/** A frame, and what it and the page around it say. */
function vault(secret = "abc", { fetch = server, page = shelf() } = {}) {
  let hear;
  const host = {
    on: (_, heard) => (hear = heard),
    say(type, fields) {
      const said = messageOf(message(type, fields), FROM_FRAME);
      if (said) hear({ n: said.n, kept: page.put(said.name, said.sealed, said.stamp) });
    },
  };
  return openVault({ site: "shop", secret, sealed: page.all, put: createPuts(host), clock: now, fetch });
}
const now = { setTimeout: (act) => void queueMicrotask(act), clearTimeout() {}, now: () => time };

const settled = () => new Promise((done) => setImmediate(done));

function browser(secret, how, told) {
  const refuses = () => {
    throw new DOMException("no", "SecurityError");
  };
  const onRefused = ({ message }) => warnings.push(message);
  const elsewhere = () => vault(secret, how);
  const onKept = () => told.keeps();
  return createStorage({ clock, indexedDB: refuses, elsewhere, onRefused, onKept });
}

function page(secret, how) {
  const told = {};
  told.kept = new Promise((done) => (told.keeps = done));
  const storage = browser(secret, how, told);
  const newId = () => `m${++ids}`;
  const owner = "customer:a";
  const drafts = createDrafts({ storage, owner, clock, newId, tab: () => storageOf() });
  return {
    told,
    draft: drafts.of("a"),
    outbox: createOutbox({ store: createStore(storage), owner, clock, newId, send: () => true, on: {} }),
  };
}

test("what waits and what is typed are there after a reload, in order, and nobody was told otherwise", async () => {
  const before = page();
  for (const words of ["one", "two", "three"]) await before.outbox.add("a", words);
  await before.draft.set(WORDS);
  const after = page();
  await after.outbox.ready;
  assert.deepEqual(
    after.outbox.items("a").map(({ body }) => body),
    ["one", "two", "three"],
  );
  assert.equal(await after.draft.load(), WORDS);
  assert.deepEqual(warnings, []);
});

test("what has arrived, or was taken out of the box, is gone there too", async () => {
  const { outbox, draft } = page();
  const { id } = await outbox.add("a", "one");
  await draft.set(WORDS);
  outbox.live();
  outbox.ack({ id, seq: 1, at: "now" });
  await draft.set(null);
  assert.deepEqual(Object.keys(shop), []);
});

test("the website has neither words, nor their length, nor the key", async () => {
  const { draft, outbox } = page();
  await outbox.add("a", WORDS);
  await draft.set("Hi");
  const [one, other] = Object.values(shop);
  assert.equal(one.length, other.length);
  for (const text of [WORDS, "4111", "customer", "abc"]) {
    assert.equal(JSON.stringify(shop).includes(text), false);
    assert.equal(
      Object.values(shop).some((kept) => atob(kept).includes(text)),
      false,
    );
  }
  await draft.set("Hi.");
  assert.notEqual(Object.values(shop)[1].slice(0, 40), other.slice(0, 40), "sealed anew each time");
});

test("another conversation's are left alone, and opened by nobody else", async () => {
  await page("abc").outbox.add("a", WORDS);
  const other = page("def");
  await other.outbox.ready;
  assert.deepEqual(other.outbox.items(), []);
  const again = page("abc");
  await again.outbox.ready;
  assert.equal(again.outbox.items().length, 1);
});

test("what the website has changed, or put in another's place, is none", async () => {
  const { outbox } = page();
  await outbox.add("a", "one");
  await outbox.add("a", "two");
  const [first, second] = Object.keys(shop);
  shop[second] = shop[first];
  shop[first] = `${shop[first].slice(0, -8)}AAAAAAA=`;
  const after = page();
  await after.outbox.ready;
  assert.deepEqual(after.outbox.items(), []);
  assert.deepEqual(warnings, []);
});

test("of two tabs with one draft neither takes the other's words away", async () => {
  await page().draft.set("together");
  const [one, other] = [page().draft, page().draft];
  await one.load();
  await other.load();
  await one.set("mine");
  await other.set("yours");
  await other.set("yours, too");
  assert.equal(Object.keys(shop).length, 2);
  assert.equal(await page().draft.load(), "yours, too");
});

for (const [how, breaks] of Object.entries({
  "is full": () => (full = true),
  "has a hundred of another's already": () => {
    for (let i = 0; i < 100; i += 1) shelf().put(`${time.toString(36)}-${i}`, "x", null);
  },
}))
  test(`a website's storage that ${how} keeps no more: it is said, and sent all the same`, async () => {
    const { outbox, draft } = page();
    breaks();
    await outbox.add("a", WORDS);
    await draft.set("Hi");
    assert.equal(outbox.items("a").length, 1);
    assert.deepEqual(warnings, ["the website's page keeps nothing"]);
  });

test("files are not kept there: it is said", async () => {
  const { outbox, draft } = page();
  await outbox.add("a", WORDS, "message", { files: [{ id: "f1", blob: new Blob(["x"]) }] });
  assert.deepEqual(warnings, ["no files are kept here"]);
  await draft.beside("files").set([new Blob(["x"])]);
  assert.deepEqual(Object.keys(shop), []);
});

const AWAY = [
  ["no line", () => Promise.reject(new TypeError("no line"))],
  ["a server that is busy", () => new Response("busy", { status: 503 })],
  ["a hotel's page", () => new Response("<h1>Hotel</h1>")],
];
for (const [what, answer] of AWAY)
  test(`a key is asked for until it comes, past ${what}`, async () => {
    let asked = 0;
    await vault("abc", { fetch: async (...call) => (++asked < 30 ? answer() : server(...call)) });
    assert.equal(asked, 30);
  });

test("a key that is refused is none", async () => {
  const refuses = async () => new Response("{}", { status: 404 });
  await assert.rejects(vault("abc", { fetch: refuses }), /no key/);
});

test("a key that comes late is told of, and then all is kept that was in memory alone", async () => {
  await page().outbox.add("a", "of an earlier page");
  let come;
  const key = new Promise((done) => (come = done));
  const { draft, outbox, told } = page("abc", { fetch: (...call) => key.then(() => server(...call)) });
  const typed = draft.set(WORDS);
  const adding = ["gone", "kept"].map((words) => outbox.add("a", words));
  await settled();
  clock.pass(15_000);
  const [gone] = await Promise.all(adding);
  assert.deepEqual(warnings, ["storage does not answer"]);
  outbox.live();
  outbox.ack({ id: gone.id, seq: 1, at: "now" });
  come();
  await typed;
  await told.kept;
  assert.deepEqual(
    outbox.items("a").map(({ body }) => body),
    ["of an earlier page", "kept"],
  );
  const after = page();
  await after.outbox.ready;
  assert.deepEqual(
    after.outbox
      .items("a")
      .map(({ body }) => body)
      .sort(),
    ["kept", "of an earlier page"],
  );
  assert.equal(await after.draft.load(), WORDS);
});

test("a call that hangs in a black hole is given up, and made again", async () => {
  let asked = 0;
  const hangs = ({ signal }) =>
    new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
  const hole = (path, call) => (++asked < 3 ? hangs(call) : server(path, call));
  await vault("abc", { fetch: hole });
  assert.equal(asked, 3);
});

test("what nobody has opened for half a year is thrown away", async () => {
  await page("abc").outbox.add("a", WORDS);
  time += 100 * DAY;
  await page("def").outbox.add("a", WORDS);
  time += 81 * DAY;
  await vault("another");
  assert.equal(Object.keys(shop).length, 1);
  const still = page("def");
  await still.outbox.ready;
  assert.equal(still.outbox.items().length, 1);
});

test("a shelf puts what is changed in the place of what was seen, and is cleared", () => {
  const { put } = shelf();
  assert.equal(put("a", "first", null), true);
  assert.equal(put("a", "second", "other"), false, "it isn't what was seen");
  assert.equal(put("a", "second", "fir"), true);
  shop["the-shops-own"] = "cart";
  assert.deepEqual(shelf().all, { a: "second" });
  shelf().clear();
  assert.deepEqual(Object.keys(shop), ["the-shops-own"]);
});

test("a frame may have kept what is sealed, and nothing that is written in words", () => {
  const asks = (sealed) => messageOf(message("seal", { n: 1, name: "a", sealed }), FROM_FRAME);
  assert.ok(asks("QUJD".repeat(20_000)));
  assert.ok(asks(null));
  for (const not of ["two words", "<b>", 7, "A".repeat(200_000)]) assert.equal(asks(not), null);
});
