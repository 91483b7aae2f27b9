// What is an answer of ours to a call that asks only for what has changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createHttp, createOnce } from "../../../static/js/wire/http.js";

const { signal } = new AbortController();
const OURS = { Holdfast: "1", ETag: '"a"' };
const call = { method: "GET", path: "/api/x", brings: ({ list }) => Array.isArray(list) };
const asked = (status, body, headers) =>
  createOnce({ fetch: async () => new Response(body, { status, headers }) })(call, signal);

test("an answer comes with its ETag, and that nothing has changed is one", async () => {
  const { status, answer, etag } = await asked(200, '{"list": []}', OURS);
  assert.deepEqual([status, answer, etag], [200, { list: [] }, '"a"']);
  const same = await asked(304, null, OURS);
  assert.deepEqual([same.status, same.etag, same.stranger], [304, '"a"', false]);
  assert.equal("etag" in (await asked(200, '{"list": []}', {})), false);
});

test("a stranger's 304 is no answer, nor is what the call doesn't bring", async () => {
  for (const [status, body, headers] of [
    [304, null, {}],
    [200, "{}", OURS],
    [204, null, OURS],
  ]) {
    const heard = await asked(status, body, headers);
    assert.deepEqual([heard.status, heard.stranger], [0, true]);
  }
});

test("a stranger's redirect is followed nowhere: what is posted goes to nobody else", async () => {
  const asked = [];
  const fetch = async (path, { redirect }) => {
    asked.push(redirect);
    return new Response("", { status: 200 });
  };
  await createOnce({ fetch })({ method: "POST", path: "/api/x", body: { body: "words" } }, signal);
  assert.deepEqual(asked, ["manual"]);
});

test("that somebody is signed out is told by whatever call hears it, if it is ours that says so", async () => {
  let out = 0;
  const answers = (body) => ({
    fetch: async () => new Response(body, { status: 401, headers: { Holdfast: "1" } }),
    signedOut: () => (out += 1),
  });
  const ours = answers('{"code": "signed_out", "message": "Sign in again."}');
  await createOnce(ours)({ method: "PUT", path: "/a/file", body: new Blob(["x"]) }, signal);
  assert.equal(out, 1);
  await createHttp({ clock: { ...globalThis, now: Date.now }, ...ours })({ method: "POST", path: "/a/link" });
  assert.equal(out, 2);
  await createOnce(answers("<h1>Welcome to our hotel</h1>"))(call, signal);
  assert.equal(out, 2);
});
