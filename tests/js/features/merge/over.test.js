// A customer's page leaves a merged conversation once nothing is owed there, and not before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { goOver } from "../../../../static/js/features/merge/more/over.js";

/** A page whose outbox empties after some looks, and whose server answers these. */
function pageOf({ looks = 0, answers }) {
  const did = [];
  let owed = looks;
  return {
    did,
    ticket: "a",
    clock: { setTimeout: (act, ms) => (did.push(ms), owed && (owed -= 1), queueMicrotask(act)) },
    owes: () => owed > 0,
    call: async ({ method, path }) => (did.push(`${method} ${path}`), answers.shift()),
    drafts: { places: () => ["a"], of: () => ({ load: async () => "Words", set: async () => {} }) },
    draftsOf: (ticket) => ({ of: () => ({ set: async (words) => did.push(`${words} to ${ticket}`) }) }),
    goOn: ({ ticket }) => did.push(`to ${ticket}`),
  };
}

const CALL = "POST /api/tickets/a/session-into";

test("not while something waits to be sent, and not without an answer", async () => {
  const there = { status: 201, answer: { ticket: "b" } };
  const page = pageOf({ looks: 2, answers: [{ status: 0, answer: {} }, there] });
  await goOver(page);
  assert.deepEqual(page.did, [200, 200, CALL, 2000, CALL, "Words to b", "to b"]);
});

test("it stays where the two were taken apart meanwhile, and can be asked again", async () => {
  const page = pageOf({ answers: [{ status: 409, answer: { code: "conflict" } }] });
  // The story before is still on its way to another page.
  const { goOver: anew } = await import("../../../../static/js/features/merge/more/over.js?anew");
  await anew(page);
  assert.deepEqual(page.did, [CALL]);
  const again = pageOf({ answers: [{ status: 201, answer: { ticket: "b" } }] });
  await anew(again);
  assert.deepEqual(again.did, [CALL, "Words to b", "to b"]);
});
