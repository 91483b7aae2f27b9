// What the desk's worker does with pages that don't come, and what the page does that it shows then.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { registerWorker, places } from "../../../../static/js/features/notifications/device.js";
import { Clock } from "../../cast.js";

const text = (name) =>
  readFileSync(new URL(`../../../../static/js/features/notifications/worker/${name}.js`, import.meta.url));
const settled = () => new Promise(setImmediate);
const fails = async () => {
  throw new TypeError("Failed to fetch");
};
const AWAY = { page: "<h1>Away</h1>", headers: { "Content-Security-Policy": "default-src 'none'" } };

function worker({ away, fetch = fails } = /** @type {any} */ ({})) {
  const handles = {};
  const scope = {
    ...{ away, fetch, URL, Response },
    addEventListener: (type, handle) => (handles[type] = handle),
    clients: { claim: async () => {} },
    registration: { scope: "https://desk.example/agent/" },
  };
  runInNewContext(text("push").toString(), scope);
  /** What it answers; undefined: it leaves it to the browser. */
  const answer = (path, more = {}) => {
    const page = { method: "GET", mode: "navigate", destination: "document" };
    const request = { ...page, url: `https://desk.example${path}`, ...more };
    let answered;
    handles.fetch?.({ request, respondWith: (promise) => (answered = promise) });
    return answered;
  };
  return { handles, answer };
}

test("a page of the desk that doesn't come is answered by the worker's own", async () => {
  const { answer } = worker({ away: AWAY });
  for (const path of ["", "connections/", "k3v9/", "settings/", "settings/sites/", "settings/mail/texts/"]) {
    const page = await answer(`/agent/${path}?view=mine`);
    assert.equal(await page.text(), AWAY.page, path);
    assert.equal(page.headers.get("Content-Security-Policy"), "default-src 'none'");
  }
});

test("calls, files, forms and what is framed are the browser's own matter", () => {
  const { answer } = worker({ away: AWAY });
  const asked = [
    ["/agent/", { mode: "cors", destination: "" }],
    ["/agent/", { method: "HEAD", mode: "cors", destination: "" }],
    ["/agent/settings/mail/", { method: "POST" }],
    ["/agent/settings/sites/1/", { destination: "iframe" }],
    ["/agent/k3v9/mail/2/part/1/"],
    ["/agent/settings/privacy/exports/1/file/"],
    ["/agent/desk.webmanifest"],
    ["/api/queue"],
    ["/accounts/login/"],
  ];
  for (const [path, more] of asked) assert.equal(answer(path, more), undefined, `${path}`);
});

test("whatever a server says is shown, also that it can't", async () => {
  const said = new Response("", { status: 502 });
  assert.equal(await worker({ away: AWAY, fetch: async () => said }).answer("/agent/"), said);
});

test("the customers' worker answers no page", () => {
  assert.equal(worker().answer("/agent/"), undefined);
  assert.equal(worker().handles.fetch, undefined);
});

test("a browser that has no workers, or refuses them, shows its own page", async () => {
  const made = [];
  const workers = /** @type {any} */ ({ register: async (...given) => (made.push(given), fails()) });
  await registerWorker(places.desk, workers);
  assert.deepEqual(made, [["/agent/push.js", { scope: "/agent/" }]]);
  await registerWorker(places.desk, undefined);
});

function shown({ fetch, rows = [], storage = true, languages = ["de-AT", "en"] }) {
  const [clock, heard, asked] = [new Clock(), {}, []];
  const number = { text: "", append: (words) => (number.text += words) };
  const parts = {
    said: { dataset: { waits: "waits", tries: "tries" }, textContent: "" },
    owed: { hidden: true, querySelector: () => number },
  };
  const named = (lang, dir) => ({
    ...{ lang, dir, hidden: true },
    querySelector: (query) =>
      ({
        h1: { textContent: `Away, in ${lang}` },
        button: { addEventListener: (_, press) => (page.press = press) },
        "[data-part=said]": parts.said,
        "[data-part=owed]": parts.owed,
      })[query],
  });
  const document = {
    documentElement: { lang: "en", dir: "" },
    title: "Holdfast",
    mains: [named("en", "ltr"), named("de", "ltr"), named("ar", "rtl")],
    querySelectorAll: () => document.mains,
  };
  const page = {
    ...{ clock, heard, asked, parts, number, loaded: 0, made: false, press: () => {} },
    online: () => heard.online(),
  };
  const request = /** @type {any} */ ({ transaction: { abort: () => (page.made = false) } });
  const all = /** @type {any} */ ({ result: rows });
  request.result = { close() {}, transaction: () => ({ objectStore: () => ({ getAll: () => all }) }) };
  const disk = {
    open() {
      if (!storage) throw new Error("SecurityError");
      return request;
    },
  };
  runInNewContext(text("away").toString(), {
    ...{ AbortController, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout },
    Math: Object.assign(Object.create(Math), { random: () => 0.999 }),
    indexedDB: disk,
    location: { href: "https://desk.example/agent/k3v9/", reload: () => (page.loaded += 1) },
    navigator: { languages },
    document,
    addEventListener: (type, handle) => (heard[type] = handle),
    fetch: (url, how) => (asked.push([url, how]), fetch(how)),
  });
  return { ...page, page, request, all, document };
}

test("it tries again and again, ever more seldom, and loads what was wanted", async () => {
  let there = false;
  const { clock, asked, page } = shown({ fetch: async () => (there ? { status: 302 } : fails()) });
  const began = clock.time;
  const at = [];
  while (asked.length < 7) {
    const before = asked.length;
    clock.pass(100);
    await settled();
    if (asked.length > before) at.push(Math.round((clock.time - began) / 1000));
  }
  assert.deepEqual(at, [1, 3, 7, 15, 30, 45, 60]);
  there = true;
  clock.pass(15_000);
  await settled();
  assert.equal(page.loaded, 1);
  const [url, { method, redirect, cache }] = asked[0];
  assert.deepEqual(
    [url, method, redirect, cache],
    ["https://desk.example/agent/k3v9/", "HEAD", "manual", "no-store"],
  );
  assert.equal(clock.waiting, 0);
});

test("a proxy that says nobody is there is no server", async () => {
  let status = 502;
  const { clock, page } = shown({ fetch: async () => ({ status }) });
  for (const each of [502, 503, 504]) {
    status = each;
    clock.pass(15_000);
    await settled();
  }
  assert.equal(page.loaded, 0);
  status = 500;
  clock.pass(15_000);
  await settled();
  assert.equal(page.loaded, 1);
});

for (const sign of ["press", "online"])
  test(`at once: ${sign}; a try that hangs in a dead line is given up`, async () => {
    const hangs = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
    let fetch = hangs;
    const { clock, asked, page, parts } = shown({ fetch: (how) => fetch(how) });
    clock.pass(1_000);
    assert.equal(asked.length, 1);
    fetch = /** @type {any} */ (async () => ({ status: 200 }));
    page[sign]();
    assert.equal(parts.said.textContent, "tries");
    await settled();
    assert.deepEqual([asked.length, asked[0][1].signal.aborted, page.loaded], [2, true, 1]);
  });

test("one that is never answered is given up as well", async () => {
  const { clock, asked } = shown({
    fetch: ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
  });
  clock.pass(11_000);
  await settled();
  clock.pass(2_000);
  assert.equal(asked.length, 2);
});

test("what agents wrote here and is owed is counted", () => {
  const agent = "agent:1";
  const { request, all, parts, number } = shown({
    fetch: fails,
    rows: [
      { owner: agent, state: "waiting" },
      { owner: agent, state: "waiting" },
      { owner: agent, state: "failed" },
      { owner: "customer:k3v9", state: "waiting" },
    ],
  });
  request.onsuccess();
  all.onsuccess();
  assert.deepEqual([number.text, parts.owed.hidden], ["2", false]);
});

for (const [languages, lang, dir] of /** @type {[string[], string, string][]} */ ([
  [["de-AT", "en"], "de", "ltr"],
  [["fr-FR", "de", "en"], "de", "ltr"],
  [["ar"], "ar", "rtl"],
  [["tlh"], "en", "ltr"],
]))
  test(`who reads ${languages} reads it in ${lang}`, () => {
    const { document } = shown({ fetch: fails, languages });
    const told = document.mains.filter(({ hidden }) => !hidden);
    assert.deepEqual([told.map((one) => one.lang), document.title], [[lang], `Away, in ${lang} · Holdfast`]);
    assert.deepEqual({ ...document.documentElement }, { lang, dir });
  });

test("no database is made, and none is no trouble", () => {
  const { request, page, parts } = shown({ fetch: fails });
  page.made = true;
  request.onupgradeneeded();
  assert.equal(page.made, false);
  assert.equal(parts.owed.hidden, true);
  assert.equal(shown({ fetch: fails, storage: false }).clock.waiting, 1);
});
