// Carla is asked once whether this browser is to tell her of answers, and never by the browser unasked.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { createAsking } from "../../../../static/js/features/notifications/asking/asking.js";

globalThis.document = /** @type {any} */ ({
  createElement() {
    const one = /** @type {any} */ ({ dataset: {} });
    one.addEventListener = (_, act) => (one.press = act);
    return one;
  },
});

/** A page of hers in this browser. */
function opened({
  why = "not-asked",
  choice = null,
  key = "K",
  status = 204,
  mine = null,
  fails = null,
  homeless = false,
  linked = 201,
} = {}) {
  const [calls, asked, places] = [[], [], []];
  const root = /** @type {any} */ ({ hidden: true });
  root.replaceChildren = (...all) => (root.children = all);
  const browser = { why, choice, mine };
  const subscription = (endpoint) => ({
    toJSON: () => ({ endpoint, keys: { p256dh: "p", auth: "a" } }),
    endpoint,
    unsubscribe: async () => ((browser.mine = null), true),
  });
  if (mine) browser.mine = subscription(mine);
  const { sent } = createAsking({
    root,
    ticket: "t1",
    call: /** @type {any} */ (
      async ({ method, path, body }) => {
        calls.push([method, path, ...(body ? [body.endpoint] : [])]);
        if (path.endsWith("/link"))
          return { status: linked, answer: { url: "https://another.example/t/t1/#token" } };
        return method === "GET" ? { status: 200, answer: { key } } : { status, answer: {} };
      }
    ),
    device: /** @type {any} */ ({
      obstacle: () => browser.why,
      subscribed: async () => browser.mine,
      lacksHome: () => homeless,
      offerHome: () => places.push("home"),
      async subscribe(with_) {
        asked.push(with_);
        browser.why = fails ?? null;
        if (fails) throw new Error(fails);
        return (browser.mine = subscription("e1"));
      },
    }),
    choice: { get: () => browser.choice, set: (to) => (browser.choice = to) },
    past: /** @type {any} */ ({ state: null, replaceState: (_, __, to) => places.push(to) }),
  });
  const settled = () => new Promise((go) => setImmediate(go));
  return {
    root,
    browser,
    calls,
    asked,
    places,
    async sends() {
      sent();
      await settled();
    },
    async press(n) {
      root.children[n].press();
      await settled();
    },
    says: () => root.children[0].textContent,
  };
}

test("she is asked after she has sent something, once, and the browser's question comes from her press", async () => {
  const page = opened();
  assert.deepEqual([page.root.hidden, page.calls], [true, []]);
  await page.sends();
  await page.sends();
  assert.deepEqual([page.root.hidden, page.calls.length, page.asked], [false, 1, []]);
  await page.press(1);
  assert.deepEqual(page.asked, ["K"]);
  assert.deepEqual(page.calls.at(-1), ["POST", "/api/tickets/t1/push", "e1"]);
  assert.equal(page.browser.choice, "yes");
  assert.match(page.says(), /You can close this page/);
});

test("who doesn't want it isn't asked again", async () => {
  const page = opened();
  await page.sends();
  await page.press(2);
  assert.deepEqual([page.root.hidden, page.browser.choice, page.asked], [true, "no", []]);
  const next = opened({ choice: page.browser.choice });
  await next.sends();
  assert.deepEqual([next.root.hidden, next.calls], [true, []]);
});

for (const why of ["insecure", "no-notices", "denied", "no-push"])
  test(`nor where it can't be: ${why}`, async () => {
    const page = opened({ why });
    await page.sends();
    assert.deepEqual([page.root.hidden, page.calls], [true, []]);
  });

test("nor where the desk pushes to nobody", async () => {
  const page = opened({ key: "" });
  await page.sends();
  assert.equal(page.root.hidden, true);
});

test("what she allowed in one conversation holds in the next, and is turned off for all", async () => {
  const page = opened({ choice: "yes", why: null, mine: "e1" });
  await page.sends();
  assert.deepEqual(page.calls.at(-1), ["POST", "/api/tickets/t1/push", "e1"]);
  assert.match(page.says(), /You can close this page/);
  await page.press(1);
  assert.deepEqual(page.calls.at(-1), ["POST", "/api/tickets/t1/push/remove", "e1"]);
  assert.deepEqual([page.root.hidden, page.browser.choice, page.browser.mine], [true, "no", null]);
});

test("who took it back in the browser is asked anew", async () => {
  const page = opened({ choice: "yes", why: "not-asked" });
  await page.sends();
  assert.match(page.says(), /Shall this browser/);
});

for (const [fails, words] of [
  ["denied", /doesn’t allow/],
  ["no-push", /didn’t work/],
])
  test(`what went wrong is said: ${fails}`, async () => {
    const page = opened({ fails });
    await page.sends();
    await page.press(1);
    assert.match(page.says(), words);
    assert.equal(page.browser.choice, null);
  });

for (const why of ["no-notices", "insecure"])
  test(`where iOS lets no page ask, she is told how to put it on the home screen: ${why}`, async () => {
    const page = opened({ why, homeless: true });
    await page.sends();
    assert.match(page.says(), /home screen/);
    assert.deepEqual(page.places, []);
    await page.press(1);
    assert.match(page.says(), /Tap Share/);
    assert.deepEqual([page.places, page.asked], [["#token", "home"], []]);
    await page.press(1);
    assert.deepEqual([page.root.hidden, page.browser.choice], [true, "no"]);
    const next = opened({ why, homeless: true, choice: page.browser.choice });
    await next.sends();
    assert.equal(next.root.hidden, true);
  });

test("nor is she sent there where the desk pushes to nobody, or nothing would open it", async () => {
  const unpushed = opened({ why: "no-notices", homeless: true, key: "" });
  await unpushed.sends();
  assert.equal(unpushed.root.hidden, true);
  const keyless = opened({ why: "no-notices", homeless: true, linked: 429 });
  await keyless.sends();
  await keyless.press(1);
  assert.match(keyless.says(), /didn’t work/);
  assert.deepEqual(keyless.places, []);
});

test("what the desk refuses isn't taken for on", async () => {
  const page = opened({ status: 422 });
  await page.sends();
  await page.press(1);
  assert.match(page.says(), /didn’t work/);
});
