// A file gets there whole, over a line that loses calls and answers, past a server that dies and forgets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { upload } from "../../../../static/js/features/files/more/upload.js";

const LOST = { status: 0, answer: null, retryAfter: 1 };
const clock = { now: Date.now, setTimeout: (run) => setImmediate(run), clearTimeout: clearImmediate };

/** A server of the contract; happens(call, n) → "lost" (never came), "unanswered", an answer, or nothing. */
function serverThat(happens = () => null) {
  const server = { kept: null, calls: [], sent: 0, once };
  async function once(call) {
    const n = server.calls.push(call);
    const fate = happens(call, n, server);
    if (call.body instanceof Blob) server.sent += call.body.size;
    if (fate === "lost") return LOST;
    if (fate && fate !== "unanswered") return fate;
    const answer = await (call.method === "POST" ? begin(call.body) : append(call));
    return fate === "unanswered" ? LOST : answer;
  }
  const stands = (status) => ({ status, answer: { offset: server.kept.length }, retryAfter: 1 });
  function begin() {
    server.kept ??= new Uint8Array();
    return stands(201);
  }
  async function append({ path, body }) {
    if (!server.kept) return { status: 404, answer: { code: "not_found" }, retryAfter: 1 };
    const offset = Number(new URLSearchParams(path.split("?")[1]).get("offset"));
    if (offset !== server.kept.length)
      return { status: 409, answer: { code: "conflict", offset: server.kept.length }, retryAfter: 1 };
    server.kept = new Uint8Array([...server.kept, ...new Uint8Array(await body.arrayBuffer())]);
    return stands(200);
  }
  return server;
}

const data = Uint8Array.from({ length: 700_000 }, (_, n) => n % 251);
const file = { id: "f1", name: "data.bin", size: data.length, type: "", blob: new Blob([data]) };

function sends(server, signal = new AbortController().signal) {
  const steps = [];
  const done = upload({
    ticket: "a",
    file,
    tools: { once: server.once, ask: server.once, clock, signal },
    progress: (bytes) => steps.push(bytes),
  });
  return { done, steps };
}

const isWhole = ({ kept }) => assert.deepEqual(Buffer.from(kept).equals(Buffer.from(data)), true);

test("in growing chunks, each told", async () => {
  const server = serverThat();
  const { done, steps } = sends(server);
  await done;
  isWhole(server);
  assert.deepEqual(steps, [0, 65_536, 196_608, 393_216, 589_824, 700_000]);
  assert.deepEqual(server.calls[0].body, { id: "f1", name: "data.bin", size: 700_000 });
});

test("whatever is lost, on the way there or back, it goes on where it was", async () => {
  for (const fate of ["lost", "unanswered"])
    for (let at = 1; at <= 6; at++) {
      const server = serverThat((_, n) => (n === at ? fate : null));
      await sends(server).done;
      isWhole(server);
      assert.ok(server.sent <= data.length + 192 * 1024, "no more than a chunk goes twice");
    }
});

test("on a line that loses each third call it gets there", async () => {
  const server = serverThat((_, n) => (n % 3 ? null : "lost"));
  await sends(server).done;
  isWhole(server);
});

test("a server that has forgotten it begins anew", async () => {
  const server = serverThat((_, n, all) => {
    if (n === 4) all.kept = null;
  });
  await sends(server).done;
  isWhole(server);
});

for (const later of [
  { status: 429, answer: { code: "rate_limited" }, retryAfter: 3 },
  { status: 503, answer: { code: "unavailable" }, retryAfter: 2 },
])
  test(`who is asked for patience (${later.status}) waits, and goes on with the same chunk`, async () => {
    const server = serverThat((_, n) => (n === 1 || n === 4 ? later : null));
    await sends(server).done;
    isWhole(server);
    assert.equal(server.calls[4].path, server.calls[3].path);
    assert.equal(server.calls[4].body.size, server.calls[3].body.size);
  });

test("an agent who was signed out waits until the next sign-in, and nothing has failed", async () => {
  const out = { status: 401, answer: { code: "signed_out", message: "…" }, retryAfter: 1 };
  const server = serverThat((_, n) => (n === 1 || n === 3 ? out : null));
  await sends(server).done;
  isWhole(server);
});

test("what is never taken is told", async () => {
  const full = { status: 409, answer: { code: "ticket_full", message: "…" }, retryAfter: 1 };
  await assert.rejects(sends(serverThat(() => full)).done, { code: "ticket_full" });
});

test("taken back, it ends", async () => {
  const ending = new AbortController();
  const server = serverThat((_, n) => {
    if (n === 3) ending.abort();
  });
  await assert.rejects(sends(server, ending.signal).done, { code: "cancelled" });
  assert.equal(server.calls.length, 3);
});
