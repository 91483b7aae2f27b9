// Ada hears what concerns her: once, in one tab, and not while she looks at it or sleeps.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { createClaim } from "../../../../static/js/features/notifications/claim.js";
import { openHearing } from "../../../../static/js/features/notifications/at_desk/hearing.js";
import { createNews } from "../../../../static/js/features/notifications/at_desk/news.js";
import { createSound } from "../../../../static/js/features/notifications/sound.js";
import { isQuiet, USUAL } from "../../../../static/js/features/notifications/at_desk/wishes.js";
import { bytes, obstacle } from "../../../../static/js/features/notifications/device.js";
import { fillIn, wishesIn } from "../../../../static/js/features/notifications/settings/form.js";
import { Clock } from "../../cast.js";

const NOW = Date.parse("2026-11-28T10:00:00Z");
const at = (seconds) => new Date(NOW + seconds * 1000).toISOString();
const ada = { username: "ada" };
const row = (more = {}) => ({
  ticket: "t1",
  name: "Carla",
  assignee: null,
  changed_at: at(0),
  last: { kind: "message", role: "customer", at: at(0), body: "Hi" },
  ...more,
});
const wrote = (seconds) => ({ last: { kind: "message", role: "customer", at: at(seconds), body: "Hi" } });

test("what is news to whom", () => {
  const news = createNews({ me: "ada", now: () => NOW });
  news.know([{ ticket: "t2" }]);
  assert.deepEqual(news.of(row()), ["new"]);
  assert.deepEqual(news.of(row()), []);
  assert.deepEqual(news.of(row({ assignee: { username: "bob" }, ...wrote(1) })), []);
  assert.deepEqual(news.of(row({ assignee: ada, ...wrote(1) })), ["assigned"]);
  assert.deepEqual(news.of(row({ assignee: ada, ...wrote(2) })), ["mine"]);
  assert.deepEqual(news.of(row({ assignee: ada, last: { kind: "message", role: "agent", at: at(3) } })), []);
  assert.deepEqual(news.of(row({ ticket: "t2", assignee: ada, ...wrote(-3600) })), []);
  assert.deepEqual(news.of(row({ ticket: "t5", assignee: ada })), ["assigned", "mine"]);
  assert.deepEqual(news.of(row({ ticket: "t3", spam: true })), []);
  assert.deepEqual(news.of(row({ ticket: "t4", snoozed_until: "reply" })), []);
});

test("whose a conversation is a list says, and what was told while it was read", () => {
  const news = createNews({ me: "ada", now: () => NOW });
  const given = (ticket, seconds) =>
    news.of(row({ ticket, assignee: ada, changed_at: at(seconds), last: null }));
  news.asked();
  assert.deepEqual(given("came", 1), [], "nobody knows yet");
  news.of(row({ ticket: "went", assignee: { username: "bob" }, last: null }));
  news.know([{ ticket: "old" }, { ticket: "went" }]);
  assert.deepEqual(
    ["came", "old", "went"].map((ticket) => given(ticket, 2)),
    [[], [], ["assigned"]],
  );
  news.asked();
  news.know([{ ticket: "old" }]);
  assert.deepEqual(given("came", 3), ["assigned"], "what was told before it was asked for is older");
});

test("a note that names somebody is news to them, once", () => {
  const news = createNews({ me: "ada", key: "1", now: () => NOW });
  const note = (seconds, mentions) =>
    row({ assignee: { username: "bob" }, last: { kind: "note", role: "agent", at: at(seconds), mentions } });
  assert.deepEqual(news.of(note(1, ["2"])), []);
  assert.deepEqual(news.of(note(2, ["2", "1"])), ["mentioned"]);
  assert.deepEqual(news.of(note(2, ["2", "1"])), []);
  assert.deepEqual(news.of(note(3, undefined)), []);
});

test("quiet hours may go over midnight", () => {
  const wishes = { ...USUAL, quiet_from: "22:00", quiet_to: "07:00" };
  const local = (hour, minute = 0) => new Date(2026, 10, 28, hour, minute);
  assert.deepEqual(
    [local(21, 59), local(22), local(3), local(7)].map((now) => isQuiet(wishes, now)),
    [false, true, true, false],
  );
  assert.equal(isQuiet(USUAL, local(3)), false);
});

function tabs(locks) {
  const [clock, told] = [new Clock(), []];
  let stored = null;
  const store = { get: () => stored, set: (value) => ((stored = value), true) };
  const tab = (name, focused = false) => {
    const claim = createClaim({ clock, locks, store, focused: () => focused });
    return (thing) => claim(thing, () => told.push(name));
  };
  return { clock, told, tab };
}

function lockManager() {
  const held = new Set();
  return {
    async request(name, _, act) {
      const lock = held.has(name) ? null : { name };
      held.add(name);
      await act(lock);
      if (lock) held.delete(name);
    },
  };
}

const refuses = () => {
  throw new Error("refused");
};

for (const [how, locks] of [
  ["by a lock", lockManager()],
  ["by storage, where locks are refused", null],
])
  test(`one tab tells, the one that is looked at first: ${how}`, async () => {
    const { clock, told, tab } = tabs(locks ? () => locks : refuses);
    for (const ask of [tab("behind"), tab("in front", true)]) ask("t1 new");
    clock.pass(300);
    await new Promise((go) => setImmediate(go));
    assert.deepEqual(told, ["in front"]);
    tab("behind")("t1 another");
    clock.pass(300);
    await new Promise((go) => setImmediate(go));
    assert.deepEqual(told, ["in front", "behind"]);
  });

function desk({ focused = false, current = null, wishes = USUAL, lists = /** @type {any[]} */ ([]) } = {}) {
  const [clock, played, shown, called, heard] = [new Clock(), [], [], [], {}];
  openHearing(
    /** @type {any} */ ({
      me: "ada",
      now: () => NOW,
      current: () => current,
      on: (type, handle) => (heard[type] = handle),
      getJson: async (path) => (path.includes("queue") ? lists.shift() : { wishes }),
      call: async ({ path, body }) => called.push([path, body.ticket]),
    }),
    /** @type {any} */ ({
      clock,
      doc: { hasFocus: () => focused },
      sound: { play: (kind, volume) => played.push([kind, volume]) },
      notice: ({ title, body }) => shown.push([title, body]),
      claim: (_, act) => act(),
    }),
  );
  const comes = async (row) => {
    heard.queue({ ticket: row });
    await new Promise((go) => setImmediate(go));
    clock.pass(2_000);
  };
  const welcome = async () => {
    heard.welcome({});
    await new Promise((go) => setImmediate(go));
  };
  return { comes, welcome, played, shown, called };
}

test("it is played and shown, and the server is told that it needs no push", async () => {
  const { comes, played, shown, called } = desk();
  await comes(row());
  assert.deepEqual(
    [played, shown, called],
    [[["new", 60]], [["Carla waits for somebody", ""]], [["/api/notifications/heard", "t1"]]],
  );
});

test("what is looked at makes no noise, and is told all the same", async () => {
  const { comes, played, called } = desk({ focused: true, current: "t1" });
  await comes(row());
  assert.deepEqual([played, called.length], [[], 1]);
});

test("whose a conversation is, is asked at each connection: the first answer may not come", async () => {
  const { comes, welcome, played } = desk({ lists: [null, { rows: [] }, { rows: [{ ticket: "t1" }] }] });
  await welcome();
  await welcome();
  await welcome();
  await comes(row({ assignee: ada }));
  await comes(row({ ticket: "t2", assignee: ada, last: null }));
  assert.deepEqual(played, [
    ["mine", 60],
    ["assigned", 60],
  ]);
});

test("of what comes with words they are heard, where that it comes would not be", async () => {
  for (const more of [{ focused: true }, { wishes: { ...USUAL, sounds: ["mine"], notices: [] } }]) {
    const { comes, welcome, played } = desk({ ...more, lists: [{ rows: [] }] });
    await welcome();
    await comes(row({ ticket: "t2", assignee: ada, last: null }));
    await comes(row({ assignee: ada }));
    assert.deepEqual(played, [["mine", 60]]);
  }
});

test("as the agent wishes", async () => {
  const none = desk({ wishes: { ...USUAL, sounds: [], notices: ["mine"] } });
  await none.comes(row());
  assert.deepEqual([none.played, none.shown], [[], []]);
  const quiet = desk({ wishes: { ...USUAL, quiet_from: "00:00", quiet_to: "23:59" } });
  await quiet.comes(row());
  assert.deepEqual([quiet.played, quiet.shown], [[], []]);
  const words = desk({ wishes: { ...USUAL, words: true } });
  await words.comes(row());
  assert.equal(words.shown[0][1], "Hi");
});

test("a browser without audio is no error", () => {
  const doc = /** @type {any} */ ({ addEventListener() {} });
  const sound = createSound({ Context: () => undefined, doc });
  sound.play("mine", 50);
  assert.equal(sound.blocked, true);
});

test("what stands in the way", () => {
  const good = {
    isSecureContext: true,
    Notification: { permission: "granted" },
    navigator: { serviceWorker: {} },
    PushManager: {},
  };
  assert.equal(obstacle(good), null);
  assert.equal(obstacle({ ...good, isSecureContext: false }), "insecure");
  assert.equal(obstacle({ ...good, Notification: undefined }), "no-notices");
  assert.equal(obstacle({ ...good, Notification: { permission: "denied" } }), "denied");
  assert.equal(obstacle({ ...good, PushManager: undefined }), "no-push");
  assert.equal(obstacle({ ...good, Notification: { permission: "default" } }), "not-asked");
  assert.deepEqual([...bytes("_-8")], [255, 239]);
});

function wishForm(names) {
  const boxes = names.map((name) => ({ name, value: "mine", checked: false }));
  const named = (query) => boxes.filter(({ name }) => query.startsWith(`[name=${name}]`));
  return {
    boxes,
    volume: {},
    quiet_from: {},
    quiet_to: {},
    words: {},
    querySelectorAll: (query) => named(query).filter(({ checked }) => checked || !query.includes(":checked")),
    querySelector: (query) => named(query)[0] ?? null,
  };
}

test("where no mail can be sent, what was wished of mails is kept", () => {
  globalThis.document ??= /** @type {any} */ ({ documentElement: { lang: "en" } });
  const before = { ...USUAL, mails: ["mine", "waiting"] };
  const [withMails, without] = [wishForm(["sounds", "notices", "mails"]), wishForm(["sounds", "notices"])];
  for (const form of [withMails, without]) fillIn(form, before);
  assert.deepEqual(wishesIn(withMails, before).mails, ["mine"]);
  assert.deepEqual(wishesIn(without, before).mails, ["mine", "waiting"]);
});
