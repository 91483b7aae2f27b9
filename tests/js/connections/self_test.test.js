// The self-test: where it stops, and what it says is to be done.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import "../words.js";
import { createSelfTest } from "../../../static/js/connections/self_test.js";
import { countedAsOne } from "../../../static/js/connections/visitors.js";

const ORIGIN = "https://support.example.com";
const SERVING = { kind: "web", tone: "good", state: "serving" };
const LEADING = { kind: "worker", tone: "good", state: "leading" };
const WELCOME = JSON.stringify({ type: "welcome", heartbeat: 10, socket: { process: "p1", id: "s1" } });
const TICKING = 3;

// Timers run at once, in the order of their time, when nothing else is left to do.
function createClock() {
  let now = 0;
  const timers = new Map();
  const turn = () =>
    setImmediate(() => {
      const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
      if (!next) return;
      timers.delete(next[0]);
      now = next[1].at;
      next[1].run();
      if (timers.size) turn();
    });
  let id = 0;
  return {
    now: () => now,
    setTimeout(run, ms) {
      timers.set(++id, { run, at: now + ms });
      turn();
      return id;
    },
    clearTimeout: (timer) => timers.delete(timer),
  };
}

const installation = (address = {}) => ({
  redis: true,
  origins: [ORIGIN],
  points: { at: [] },
  processes: [SERVING, LEADING],
  address: { seen: "203.0.113.9", how: "known", sockets: 37, addresses: 2, ...address },
});

/** A server that is whole, but for what a story takes from it. */
function createServer(broken = {}) {
  let mark = 4;
  let sockets = 0;
  const clock = createClock();
  const whole = {
    health: { status: 200, answer: { status: "up" } },
    ready: { status: "ready", degraded: {} },
    installation: installation(),
    flags: TICKING,
    opens: true,
    greets: true,
    answers: true,
    pings: true,
    marks: true,
    ...broken,
  };
  let calls = 0;
  const get = async (path) => {
    calls += 1;
    if (calls > (whole.calls ?? Infinity)) return { status: 0, answer: null };
    if (path === "/healthz") return whole.health;
    if (path.startsWith("/api/") && calls > (whole.signedIn ?? Infinity))
      return { status: 401, answer: { code: "signed_out" } };
    if (path === "/readyz") return { status: 200, answer: whole.ready };
    if (path.startsWith("/api/connections/mark?process=p1&socket=s1"))
      return { status: whole.installation.redis ? 200 : 503, answer: { tick: 9, mark } };
    return { status: 200, answer: whole.installation };
  };
  function openSocket(on) {
    sockets += 1;
    const later = (run) => queueMicrotask(run);
    if (whole.opens === true) later(on.open);
    if (whole.opens === "refused") later(() => on.close(1006, ""));
    const ping = () => clock.setTimeout(() => whole.pings && on.binary(new Uint8Array([1]).buffer), 8_000);
    return {
      abandon: () => (sockets -= 1),
      send(data) {
        if (typeof data === "string")
          later(() => (whole.greets === true ? on.text(WELCOME) : whole.greets && on.close(1006, "")));
        else if (data[0] === 2 && whole.answers) {
          later(() => on.binary(new Uint8Array([3, data[1], whole.flags]).buffer));
          ping();
        } else if (data[0] === 1 && whole.marks) mark += 10;
        return true;
      },
    };
  }
  return {
    get,
    openSocket,
    clock,
    get sockets() {
      return sockets;
    },
  };
}

async function testing(broken, origin = ORIGIN) {
  const server = createServer(broken);
  const states = {};
  const run = createSelfTest({ ...server, origin, on: ({ key, state }) => (states[key] = state) });
  const result = await run();
  assert.equal(server.sockets, 0, "the test's own socket is closed");
  return { ...result, states, stops: Object.keys(states).find((key) => states[key] === "bad") };
}

describe("the self-test says where it stops", () => {
  test("nowhere", async () => {
    const { tone, words, states } = await testing({});
    assert.equal(tone, "good");
    assert.match(words, /the connection is whole/);
    assert.deepEqual(new Set(Object.values(states)), new Set(["good"]));
  });

  const STORIES = [
    ["no server", { health: { status: 0 } }, "http", /server is down/],
    [
      "a captive portal that says yes to all",
      { health: { status: 200, answer: { status: "ok" } } },
      "http",
      /Something else answered \(200\)/,
    ],
    [
      "one that comes in the midst of it",
      { installation: { success: true } },
      "parts",
      /Something else answers/,
    ],
    ["a proxy's own page", { health: { status: 502 } }, "http", /Something else answered \(502\)/],
    [
      "no database",
      { ready: { status: "not ready", degraded: { database: "…" } } },
      "parts",
      /database can't be reached/,
    ],
    ["a process that ends", { ready: { status: "draining", degraded: {} } }, "parts", /about to end/],
    [
      "no Redis",
      { installation: { ...installation(), redis: false, processes: [SERVING] }, marks: false },
      "parts",
      /Redis can't be reached/,
    ],
    ...[
      ["a proxy that nobody declared", { how: "undeclared" }, /Set BEHIND_PROXY=on/],
      ["a proxy that doesn't say who comes", { how: "silent" }, /Let it send X-Forwarded-For/],
      ["fewer proxies than declared", { how: "short" }, /PROXY_HOPS/],
      ["a proxy that writes nonsense", { how: "garbled" }, /is no address/],
      ["visitors from the server itself", { seen: "127.0.0.1" }, /on the server itself stands between/],
      ["visitors from the server itself, by IPv6", { seen: "::1" }, /on the server itself stands between/],
      [
        "all pages from one address",
        { sockets: 37, addresses: 1 },
        /All 37 pages of customers come from a single address/,
      ],
    ].map(([name, address, words]) => [name, { installation: installation(address) }, "address", words]),
    ["a proxy that refuses upgrades", { opens: "refused" }, "upgrade", /Your proxy blocks upgrades/],
    ["a proxy that holds them back", { opens: false }, "upgrade", /holds the upgrade back/],
    ["a proxy that swallows frames", { greets: false }, "welcome", /buffers or swallows/],
    ["a proxy that cuts", { greets: "cuts" }, "welcome", /cuts the socket/],
    ["no answer to a probe", { answers: false }, "probe", /binary frames don't get through/],
    [
      "no worker",
      {
        flags: 2,
        installation: { redis: true, origins: [ORIGIN], points: { at: [] }, processes: [SERVING] },
      },
      "ticks",
      /worker isn't running/,
    ],
    ["a worker at another Redis", { flags: 2 }, "ticks", /same REDIS_URL/],
    ["no ping", { pings: false }, "ping", /No ping within 15 s/],
    ["a pong that isn't noted", { marks: false }, "mark", /isn't noted/],
  ];
  for (const [name, broken, step, words] of STORIES) {
    test(name, async () => {
      const told = await testing(broken);
      assert.equal(told.stops, step);
      assert.equal(told.tone, "bad");
      assert.match(told.words, words);
    });
  }

  for (const [calls, step] of [
    [1, "parts"],
    [2, "parts"],
    [4, "mark"],
  ])
    test(`a server that goes after ${calls} answers`, async () => {
      const told = await testing({ calls });
      assert.equal(told.stops, step);
      assert.match(told.words, /has its web process ended/);
    });

  for (const [signedIn, step] of [
    [2, "parts"],
    [3, "mark"],
  ])
    test(`who is signed out after ${signedIn} answers is told so`, async () => {
      const told = await testing({ signedIn });
      assert.equal(told.stops, step);
      assert.match(told.words, /You've been signed out/);
    });

  test("one question without an answer is not the end", async () => {
    const { words } = await testing({ ready: null });
    assert.match(words, /the connection is whole/);
  });

  test("a page at an address that the server doesn't know", async () => {
    const { words } = await testing({ opens: "refused" }, "http://support.example.com");
    assert.match(
      words,
      /at http:\/\/support.example.com, but sockets are taken only from https:\/\/support.example.com/,
    );
  });

  test("without a worker the line itself is tested to its end", async () => {
    const { states } = await testing({
      flags: 2,
      installation: { redis: true, origins: [ORIGIN], points: { at: [] }, processes: [SERVING] },
    });
    assert.equal(states.ping, "good");
    assert.equal(states.mark, "bad");
  });

  test("on one's own machine everybody comes from there", () => {
    const here = { seen: "127.0.0.1", how: "none", sockets: 1, addresses: 1 };
    for (const host of ["127.0.0.1", "localhost", "[::1]"]) assert.equal(countedAsOne(here, host), null);
  });

  test("what comes behind the end is not tried", async () => {
    const { states } = await testing({ opens: "refused" });
    assert.deepEqual([states.welcome, states.mark], ["skipped", "skipped"]);
  });
});
