// A passkey's form: what the browser is asked for, what is sent, and what is said when nothing comes of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createPasskey } from "../../../static/js/people/passkeys.js";

const settle = () => new Promise(setImmediate);
const bytes = (...list) => Uint8Array.from(list).buffer;

function passkeyForm({ make, sign, credentials, ask }) {
  const field = { value: "" };
  const said = ["NotAllowedError", "InvalidStateError"].map((name) => ({
    dataset: { said: name },
    hidden: true,
  }));
  const form = Object.assign(new EventTarget(), {
    dataset: { make, sign },
    elements: { namedItem: () => field },
    querySelectorAll: () => said,
    sent: 0,
    submit() {
      this.sent++;
    },
  });
  createPasskey({ form, credentials, ask });
  const click = async () => {
    const event = new Event("submit", { cancelable: true });
    form.dispatchEvent(event);
    await settle();
    return event.defaultPrevented;
  };
  return { form, field, said, click };
}

const answer = (response) => ({
  id: "a-_",
  rawId: bytes(0xfb, 0xff),
  type: "public-key",
  response,
  getClientExtensionResults: () => ({}),
});

test("one is made with what the page says, and sent as text", async () => {
  let asked;
  const create = async (options) => {
    asked = options.publicKey;
    return answer({ clientDataJSON: bytes(1), attestationObject: bytes(0xfb, 0xff) });
  };
  const publicKey = { challenge: "-_8", user: { id: "AQ", name: "bea" }, excludeCredentials: [{ id: "Ag" }] };
  const { form, field, click } = passkeyForm({
    make: JSON.stringify({ publicKey }),
    credentials: { create },
  });
  assert.equal(await click(), true, "the form waits");
  assert.deepEqual([...asked.challenge], [0xfb, 0xff]);
  assert.deepEqual([...asked.user.id], [1]);
  assert.deepEqual([...asked.excludeCredentials[0].id], [2]);
  assert.equal(form.sent, 1);
  const sent = JSON.parse(field.value);
  assert.equal(sent.rawId, "-_8");
  assert.deepEqual(sent.response, { clientDataJSON: "AQ", attestationObject: "-_8" });
});

test("to sign in the server is asked for its question first", async () => {
  const questions = [];
  const get = async ({ publicKey }) => {
    questions.push([...publicKey.challenge]);
    return answer({ clientDataJSON: bytes(1), signature: bytes(2), userHandle: null });
  };
  const ask = async (url) => ({ publicKey: { challenge: url === "/ask/" ? "AQ" : "" } });
  const { FormData: before } = globalThis;
  globalThis.FormData = class {};
  const { form, field, click } = passkeyForm({ sign: "/ask/", credentials: { get }, ask });
  await click();
  globalThis.FormData = before;
  assert.deepEqual(questions, [[1]]);
  assert.equal(form.sent, 1);
  assert.deepEqual(JSON.parse(field.value).response, { clientDataJSON: "AQ", signature: "Ag" });
});

test("nothing is sent when nothing came of it, and it is said why", async () => {
  let name = "InvalidStateError";
  const create = async () => {
    throw Object.assign(new Error("no"), { name });
  };
  const make = JSON.stringify({ publicKey: { challenge: "AQ", user: { id: "AQ" } } });
  const { form, said, click } = passkeyForm({ make, credentials: { create } });
  await click();
  assert.deepEqual([form.sent, said.map((one) => one.hidden)], [0, [true, false]]);
  name = "AbortError"; // what has no words of its own
  await click();
  assert.deepEqual([form.sent, said.map((one) => one.hidden)], [0, [false, true]]);
});
