// The second way: when it begins and ends, what it reads and sends, and what it makes of answers.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { createTwin } from "../../../static/js/liveness/http_link.js";
import { callOf, framesOf, writes } from "../../../static/js/wire/calls.js";
import * as frames from "../../../static/js/wire/frames.js";
import { createGetJson, createHttp } from "../../../static/js/wire/http.js";
import { Clock } from "../cast.js";

let clock, asked, answers, told, twin, place, queue, visible, passed;

const good = (answer = {}) => ({ status: 200, answer, retryAfter: 1 });
const refused = (status, code, retryAfter = 1) => ({ status, answer: { code, message: "…" }, retryAfter });
const nothing = { status: 0, answer: null, retryAfter: 1 };
const page = good({ ticket: "a", events: [], head: 0, more: false });

beforeEach(() => {
  clock = new Clock();
  [asked, told, visible, queue, passed] = [[], [], true, false, []];
  answers = () => page;
  place = { ticket: "a", after: 4, last: "x" };
  const tell = (what) => (frame) => told.push(frame ? `${what} ${frame.type ?? frame.code}` : what);
  twin = createTwin({
    ask: async (call, signal) => {
      asked.push({ ...call, signal });
      return answers(call);
    },
    hello: () => frames.hello({ tickets: [place], queue }),
    clock,
    random: () => 0.5,
    visible: () => visible,
    on: {
      up: tell("up"),
      down: tell("down"),
      frame: tell("frame"),
      read: tell("read"),
      told: tell("told"),
      passes: (ms) => passed.push(ms),
    },
  });
});

const settle = () => new Promise(setImmediate);
async function pass(ms) {
  clock.pass(ms);
  await settle();
}
const paths = () => asked.map(({ method, path }) => `${method} ${path}`);
async function works() {
  twin.follow("waiting");
  await pass(3_000);
  assert.deepEqual(told.splice(0), ["up", "frame events", "read"]);
  asked.length = 0;
}

describe("it begins", () => {
  test("3 s after the socket was live, whatever the link went through", async () => {
    twin.follow("live");
    twin.follow("doubting");
    await pass(2_000);
    twin.follow("waiting");
    twin.follow("connecting");
    await pass(999);
    assert.deepEqual(asked, []);
    await pass(1);
    assert.deepEqual(paths(), ["GET /api/tickets/a/events?after=4&last=x"]);
    assert.equal(twin.works, true);
  });

  test("no later when the clock is set back meanwhile", async () => {
    twin.follow("waiting");
    clock.time -= 3_600_000;
    twin.follow("connecting");
    await pass(3_000);
    assert.equal(asked.length, 1);
  });

  test("not while a new socket catches up, and at once when that fails", async () => {
    twin.follow("waiting");
    twin.follow("syncing");
    await pass(10_000);
    assert.deepEqual(asked, []);
    twin.follow("waiting");
    await pass(0);
    assert.equal(asked.length, 1);
  });

  for (const state of ["signed-out", "stopped", "frozen", "closed"])
    test(`never when the link is ${state}`, async () => {
      twin.follow("waiting");
      twin.follow(state);
      await pass(60_000);
      assert.deepEqual(asked, []);
      twin.follow("connecting"); // and what was before counts no more
      await pass(2_999);
      assert.deepEqual(asked, []);
    });
});

describe("it goes on", () => {
  test("every few seconds, slower when nobody looks, at once when somebody does", async () => {
    await works();
    await pass(3_000);
    assert.equal(asked.length, 1);
    visible = false;
    await pass(3_000);
    assert.equal(asked.length, 2);
    await pass(19_999);
    assert.equal(asked.length, 2);
    twin.hurry();
    await settle();
    assert.equal(asked.length, 3);
    await pass(20_000);
    assert.equal(asked.length, 4); // one round at a time
  });

  test("from where the page is then", async () => {
    await works();
    place = { ticket: "a", after: 9, last: "y" };
    await pass(3_000);
    assert.deepEqual(paths(), ["GET /api/tickets/a/events?after=9&last=y"]);
  });

  test("after the time that the server asks for", async () => {
    await works();
    answers = () => refused(503, "unavailable", 9);
    await pass(3_000);
    assert.deepEqual(told, ["frame reject", "down"]);
    await pass(8_999);
    assert.equal(asked.length, 1);
    await pass(1);
    assert.equal(asked.length, 2);
  });

  test("when nothing comes back, and takes nothing until something does", async () => {
    await works();
    answers = () => nothing;
    await pass(3_000);
    assert.deepEqual(told, ["down"]);
    assert.equal(twin.send(frames.sync("a", 4)), false);
    answers = () => page;
    await pass(3_000);
    assert.deepEqual(told.splice(0), ["down", "up", "frame events", "read"]);
  });
});

describe("a line that answers again", () => {
  const quick = (also) => ({ ...page, took: 20, overtook: false, ...also });

  test("is told to the link with the first answer, and not with each", async () => {
    answers = () => quick();
    twin.follow("waiting");
    await pass(3_000);
    await pass(3_000);
    assert.deepEqual(passed, [20]);
    answers = () => nothing;
    await pass(3_000);
    answers = () => quick({ took: 30 });
    await pass(3_000);
    assert.deepEqual(passed, [20, 30]);
  });

  test("so is one that was silent for a while, though not for long enough to be given up", async () => {
    answers = () => quick();
    twin.follow("waiting");
    await pass(3_000);
    answers = () => quick({ took: 40, overtook: true });
    await pass(3_000);
    assert.deepEqual(passed, [20, 40]);
  });

  test("of a desk too", async () => {
    queue = true;
    answers = ({ path }) =>
      path === "/api/agents" ? { ...good({ agents: [] }), took: 50, overtook: false } : nothing;
    twin.follow("waiting");
    await pass(3_000);
    assert.deepEqual(passed, [50]);
  });

  test("a round that waited in vain for long is followed at once by another", async () => {
    let answer;
    answers = () => new Promise((resolve) => (answer = resolve));
    twin.follow("waiting");
    await pass(3_000);
    await pass(10_000);
    answer(nothing);
    await settle();
    await pass(0);
    assert.equal(asked.length, 2);
  });

  test("carries the chat until a socket is live, also while one is tried", async () => {
    await works();
    assert.equal(twin.carries, true);
    twin.follow("syncing");
    assert.deepEqual([twin.works, twin.carries], [false, true]);
    twin.follow("waiting");
    answers = () => nothing;
    await pass(0);
    assert.equal(twin.carries, false);
    answers = () => page;
    await pass(3_000);
    twin.follow("live");
    assert.equal(twin.carries, false);
  });
});

describe("it ends", () => {
  for (const state of ["live", "syncing"])
    test(`when the socket is ${state}: what is under way is broken off and unheard`, async () => {
      await works();
      let answer;
      answers = () => new Promise((resolve) => (answer = resolve));
      twin.send(frames.send({ id: "i", ticket: "a", body: "b" }));
      twin.follow(state);
      assert.equal(asked[0].signal.aborted, true);
      answer({ status: 201, answer: { id: "i", seq: 1, at: "" }, retryAfter: 1 });
      await pass(60_000);
      assert.deepEqual(told, ["down"]);
      assert.equal(asked.length, 1);
      assert.equal(twin.send(frames.sync("a", 4)), false);
    });

  test("for a customer whose ticket is not found, as on the socket", async () => {
    await works();
    answers = () => refused(404, "not_found");
    twin.send(frames.send({ id: "i", ticket: "a", body: "b" }));
    await settle();
    assert.deepEqual(told, ["told 4404"]); // and no verdict on the message
  });

  test("for a customer whose ticket was deleted, who hears that first", async () => {
    await works();
    answers = () => ({ status: 404, answer: { code: "not_found", message: "…", gone: true }, retryAfter: 1 });
    twin.send(frames.send({ id: "i", ticket: "a", body: "b" }));
    await settle();
    assert.deepEqual(told, ["frame gone", "told 4404"]);
  });
});

describe("an agent", () => {
  beforeEach(() => (queue = true));

  test("who was signed out is told so, and no message of theirs is refused for good", async () => {
    await works();
    answers = ({ path }) => (path === "/api/agents" ? refused(401, "signed_out") : refused(404, "not_found"));
    twin.send(frames.send({ id: "i", ticket: "a", body: "b" }));
    await settle();
    assert.deepEqual(told, ["told 4401"]);
  });

  test("who has signed in again meanwhile says it again: being signed out refuses no message for good", async () => {
    await works();
    answers = ({ path }) => (path === "/api/agents" ? good({ agents: [] }) : refused(401, "signed_out"));
    twin.send(frames.send({ id: "i", ticket: "a", body: "b" }));
    await settle();
    assert.deepEqual(told, ["down"]);
  });

  test("who is signed in gets the refusal itself", async () => {
    await works();
    answers = ({ path }) => (path === "/api/agents" ? good({ agents: [] }) : refused(404, "not_found"));
    twin.send(frames.send({ id: "i", ticket: "a", body: "b" }));
    await settle();
    assert.deepEqual(told, ["frame reject"]);
  });
});

describe("calls", () => {
  test("each frame that has a twin, a feature's too", () => {
    writes("rate", "rating");
    const all = [
      frames.subscribe({ ticket: "a", after: 3, last: "x", newest: true }),
      frames.sync("a", 3),
      frames.earlier("a", 9),
      frames.send({ id: "i", ticket: "a", body: "b" }),
      { type: "rate", id: "i", ticket: "a", stars: 5, of: null },
      frames.read("a", 3),
      frames.delivered("a", 3),
    ];
    const calls = all.map(callOf);
    for (const call of calls) if (call.brings) assert.equal(call.brings({}), false, call.path);
    assert.deepEqual(
      calls.map(({ brings, ...call }) => call),
      [
        { method: "GET", path: "/api/tickets/a/events?after=3&last=x&newest=true" },
        { method: "GET", path: "/api/tickets/a/events?after=3" },
        { method: "GET", path: "/api/tickets/a/earlier?before=9" },
        { method: "POST", path: "/api/tickets/a/messages", body: { id: "i", body: "b", kind: "message" } },
        { method: "POST", path: "/api/tickets/a/rating", body: { id: "i", stars: 5, of: null } },
        { method: "POST", path: "/api/tickets/a/read", body: { seq: 3 } },
        { method: "POST", path: "/api/tickets/a/delivered", body: { seq: 3 } },
      ],
    );
    for (const frame of [
      { type: "nod", ticket: "a" },
      frames.unsubscribe("a"),
      frames.hello({ tickets: [] }),
    ])
      assert.equal(callOf(frame), null);
  });

  test("an answer is the frame that a socket would have brought", () => {
    const sent = frames.send({ id: "i", ticket: "a", body: "b" });
    assert.deepEqual(framesOf(sent, { status: 201, answer: { id: "i", seq: 3, at: "t" } }), [
      { type: "ack", ticket: "a", id: "i", seq: 3, at: "t" },
    ]);
    assert.deepEqual(framesOf(frames.read("a", 3), { status: 204, answer: {} }), []);
    const rated = { type: "rate", id: "i", ticket: "a", stars: 5 };
    const [stored] = framesOf(rated, { status: 201, answer: { id: "i", seq: 3, at: "t" } });
    assert.equal(stored.type, "ack");
  });

  test("news bring the marks, who is there, and whether the desk is open: each as its frame", () => {
    const [events, marks, people] = [
      { events: [], head: 3, more: false },
      [{ type: "read", role: "agent", name: "Ada", seq: 2 }],
      [{ role: "agent" }],
    ];
    for (const asked of [frames.sync("a", 3), frames.subscribe({ ticket: "a", after: 3 })]) {
      assert.deepEqual(framesOf(asked, good({ ticket: "a", ...events, marks, people, on_duty: true })), [
        { type: "events", ticket: "a", ...events },
        { type: "read", ticket: "a", role: "agent", name: "Ada", seq: 2 },
        { type: "presence", ticket: "a", people },
        { type: "desk", on_duty: true },
      ]);
      const unknown = framesOf(asked, good({ ticket: "a", ...events, marks: [], on_duty: false }));
      assert.deepEqual(
        unknown.map(({ type }) => type),
        ["events", "desk"],
        "nobody is said to be gone while nobody knows",
      );
      const fresh = framesOf(asked, good({ ticket: "a", ...events, marks: [], on_duty: null }));
      assert.deepEqual(
        fresh.map(({ type }) => type),
        ["events"],
        "nor the desk empty",
      );
      const closed = framesOf(
        asked,
        good({ ticket: "a", ...events, marks: [], on_duty: null, desk: { state: "closed", position: 2 } }),
      );
      assert.deepEqual(closed.at(-1), { type: "desk", on_duty: null, state: "closed", position: 2 });
    }
  });

  test("refusals are final, but for those that name a time", () => {
    const sent = frames.send({ id: "i", ticket: "a", body: "b" });
    const verdict = (...how) => frames.retryAfter(framesOf(sent, refused(...how))[0]);
    for (const [status, code] of [
      [403, "forbidden"],
      [404, "not_found"],
      [409, "conflict"],
      [422, "bad_field"],
      [400, "bad_frame"],
    ])
      assert.equal(verdict(status, code), null, code);
    assert.equal(verdict(429, "rate_limited", 7), 7);
    assert.equal(verdict(503, "unavailable", 3), 3);
    assert.equal(framesOf(sent, refused(409, "conflict"))[0].id, "i");
    assert.equal(framesOf(sent, { status: 409, answer: { code: "unseen", message: "…", seq: 9 } })[0].seq, 9);
  });
});

describe("one call", () => {
  const OURS = { Holdfast: "1" };
  const response = (status, body, headers = OURS) => new Response(body, { status, headers });
  const ask = (fetch, also) =>
    createHttp({ fetch, clock })({ method: "POST", path: "/x", body: { a: 1 }, ...also });
  const LOST = { status: 0, answer: null, retryAfter: 1, stranger: false };

  test("brings the status, the answer and the time asked for", async () => {
    const fetch = async () => response(429, '{"code":"rate_limited","message":"…"}', { "Retry-After": "7" });
    const { status, answer, retryAfter } = await ask(fetch);
    assert.deepEqual(
      { status, answer, retryAfter },
      { status: 429, answer: { code: "rate_limited", message: "…" }, retryAfter: 7 },
    );
    assert.equal((await ask(async () => response(204, null))).status, 204);
  });

  test("of a desk says whose desk it is", async () => {
    const paths = [];
    const ask = createHttp({
      clock,
      as: "jörg+1",
      fetch: async (path) => paths.push(path) && response(200, "{}"),
    });
    await ask({ method: "GET", path: "/x" });
    await ask({ method: "GET", path: "/x?after=3" });
    assert.deepEqual(paths, ["/x?as=j%C3%B6rg%2B1", "/x?after=3&as=j%C3%B6rg%2B1"]);
  });

  const STRANGERS = [
    [200, "<html>"],
    [200, ""],
    [200, "null"],
    [200, "[]"],
    [200, "true"],
    [200, "{}"],
    [200, '{"success":true}'],
    [204, null],
    [403, "<html>"],
    [404, '{"detail":"proxy"}'],
    [403, '{"code":"auth_required","message":"Sign in to the Wi-Fi"}'],
    [511, "<html>"],
    [401, '{"code":"signed_out"}'],
  ];
  for (const [status, body] of STRANGERS)
    test(`a stranger's ${status} ${body} is no verdict`, async () => {
      for (const brings of [undefined, callOf(frames.sync("a", 0)).brings, () => false]) {
        const told = await ask(async () => response(status, body, {}), { brings });
        assert.deepEqual(told, { ...LOST, stranger: status < 500 });
      }
    });

  test("nor is a way to another page", async () => {
    // As the browser tells of it.
    const elsewhere = Object.defineProperty(new Response(null), "status", { value: 0 });
    assert.deepEqual(await ask(async () => elsewhere), { ...LOST, stranger: true });
  });

  test("nor an answer of ours that is another call's, or no whole one", async () => {
    const { brings } = callOf(frames.subscribe({ ticket: "a", after: 0 }));
    const events = [
      { seq: 1, id: "i", kind: "message", body: "b", at: "", author: { role: "agent", name: "Ada" } },
    ];
    const whole = { ticket: "a", events, head: 1, more: false };
    const told = async (answer) =>
      (await ask(async () => response(200, JSON.stringify(answer), {}), { brings })).status;
    assert.equal(await told(whole), 200);
    for (const broken of [
      { ticket: "b" },
      { events: {} },
      { events: [null] },
      { events: [{ ...events[0], seq: "1" }] },
      { head: null },
      { more: undefined },
    ])
      assert.equal(await told({ ...whole, ...broken }), 0, JSON.stringify(broken));
  });

  test("nor is one of another message an acknowledgement of this one", async () => {
    const { brings } = callOf(frames.send({ id: "i", ticket: "a", body: "b" }));
    const stored = { id: "i", seq: 1, at: "2026-11-22T12:00:00.000Z" };
    const told = async (answer) =>
      (await ask(async () => response(201, JSON.stringify(answer)), { brings })).status;
    assert.equal(await told(stored), 201);
    for (const broken of [{ id: "j" }, { id: undefined }, { seq: "1" }, { at: null }])
      assert.equal(await told({ ...stored, ...broken }), 0, JSON.stringify(broken));
  });

  test("a code that this page doesn't know needs our mark", async () => {
    const body = '{"code":"brand_new","message":"…"}';
    assert.equal((await ask(async () => response(409, body))).status, 409);
    assert.equal((await ask(async () => response(409, body, {}))).status, 0);
  });

  test("a proxy that says that our server is away is no stranger, nor is a line that breaks", async () => {
    const breaks = new Response(new ReadableStream({ start: (body) => body.error(new TypeError("cut")) }), {
      status: 200,
    });
    for (const fetch of [
      async () => response(502, "<html>", {}),
      async () => breaks,
      async () => Promise.reject(new TypeError("offline")),
    ])
      assert.deepEqual(await ask(fetch), LOST);
  });

  test("that reads a list brings it, or null", async () => {
    let out = 0;
    const read = (fetch) =>
      createGetJson(createHttp({ fetch, clock, signedOut: () => (out += 1) }))("/x", ({ rows }) =>
        Array.isArray(rows),
      );
    assert.deepEqual(await read(async () => response(200, '{"rows":[]}')), { rows: [] });
    for (const [status, body] of [
      [401, '{"code":"signed_out","message":"…"}'],
      [200, "<html>"],
      [200, "{}"],
      [502, "{}"],
    ])
      assert.equal(await read(async () => response(status, body)), null, status);
    assert.equal(out, 1); // and says who was signed out
  });

  test("says what it is about", async () => {
    let said;
    const fetch = async (path, how) => ((said = { path, ...how }), response(204, null));
    const http = createHttp({ fetch, clock });
    await http({ method: "POST", path: "/x", headers: { Authorization: "Bearer t" } });
    assert.deepEqual(
      [said.path, said.method, said.headers, said.body],
      ["/x", "POST", { Authorization: "Bearer t" }, undefined],
    );
    await http({ method: "POST", path: "/y", body: { a: 1 } });
    assert.deepEqual([said.headers, said.body], [{ "Content-Type": "application/json" }, '{"a":1}']);
  });
});
