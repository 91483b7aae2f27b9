// A bulk over a line that dies again and again: each conversation once, in the order of choosing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRunning } from "../../../../static/js/features/bulk/running.js";

const LOST = { status: 0, answer: {}, retryAfter: 0 };

/** A server that remembers what it did; `line(n)`: what becomes of the answer to the nth call. */
function createServer(line) {
  const server = { did: new Map(), ids: new Set(), calls: 0, kept: null };
  const call = async ({ body: { id, tickets } }) => {
    const heard = line((server.calls += 1));
    if (heard === "before") return LOST;
    server.ids.add(id);
    const outcomes = tickets.map(({ ticket }) => {
      if (heard === "busy" && ticket.endsWith("7")) return { ticket, code: "unavailable", retry_after: 1 };
      if (!server.did.has(ticket)) server.did.set(ticket, server.did.size);
      return { ticket, seq: 2 };
    });
    return heard === "after" ? LOST : { status: 200, answer: { outcomes }, retryAfter: 0 };
  };
  const store = {
    get: () => server.kept,
    set: (value) => ((server.kept = structuredClone(value)), true),
    remove: () => (server.kept = null),
  };
  const clock = { now: () => 0, setTimeout: (act) => queueMicrotask(act), clearTimeout() {} };
  return { server, parts: /** @type {any} */ ({ call, clock, newId: () => "bulk", store }) };
}

const tickets = (n) => Array.from({ length: n }, (_, at) => ({ ticket: `t${at}` }));

test("500 over a line that is cut five times", async () => {
  const cuts = { 2: "before", 3: "after", 5: "after", 9: "before", 12: "after" };
  const { server, parts } = createServer((n) => cuts[n]);
  const told = [];
  const outcomes = await createRunning(parts).run("spam", tickets(500), (n) => told.push(n));
  assert.equal(server.calls, 15);
  assert.deepEqual(
    [...server.did.keys()],
    tickets(500).map(({ ticket }) => ticket),
  );
  assert.deepEqual(
    outcomes.map(({ ticket }) => ticket),
    [...server.did.keys()],
  );
  assert.deepEqual([...server.ids], ["bulk"]);
  assert.deepEqual(told, [50, 100, 150, 200, 250, 300, 350, 400, 450, 500]);
  assert.equal(server.kept, null);
});

test("what the server puts off is asked again, and that alone", async () => {
  const { server, parts } = createServer((n) => (n === 1 ? "busy" : undefined));
  const outcomes = await createRunning(parts).run("spam", tickets(20));
  assert.equal(server.calls, 2);
  assert.equal(outcomes.length, 20);
  assert.ok(outcomes.every(({ code }) => !code));
});

test("a page that is loaded anew goes on where it was, by the same id", async () => {
  const { server, parts } = createServer(() => undefined);
  server.kept = { id: "before", type: "spam", left: tickets(60) };
  const running = createRunning(parts);
  assert.equal((await running.resume(() => {}))?.length, 60);
  assert.deepEqual([...server.ids], ["before"]);
  assert.equal(
    running.resume(() => {}),
    null,
  );
});

test("a refusal of all is told of each", async () => {
  const { parts } = createServer(() => undefined);
  parts.call = async () => ({ status: 422, answer: { code: "bad_field" }, retryAfter: 0 });
  const outcomes = await createRunning(parts).run("spam", tickets(2));
  assert.deepEqual(outcomes, [
    { ticket: "t0", code: "bad_field" },
    { ticket: "t1", code: "bad_field" },
  ]);
});
