// An agent resolves and reopens what was on the screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openActs } from "../../../../static/js/features/status/acts.js";
import { openChip } from "../../../../static/js/features/status/chip.js";
import { atDesk, button, settled } from "../../at_desk.js";

const row = (status) => ({ name: "Carla", status });

function acts(facts) {
  const [resolve, reopen] = [button(), button()];
  const world = atDesk(facts);
  const part = openActs({ querySelectorAll: () => [resolve, reopen] }, world.desk);
  return { ...world, resolve, reopen, part };
}

test("to resolve says how far the agent has seen, now and when it is sent again", () => {
  const { keys, asking, sent } = acts({ row: row("open"), seen: 7 });
  keys.e();
  asking.live();
  assert.deepEqual(
    sent.map(({ type, seen, status }) => [type, seen, status]),
    [
      ["status", 7, "resolved"],
      ["status", 7, "resolved"],
    ],
  );
  assert.equal(sent[0].id, sent[1].id);
});

test("before anything is known of it, nothing is done to it by key", () => {
  const { keys, sent } = acts({ row: undefined });
  keys.e();
  assert.deepEqual(sent, []);
});

test("what the customer wrote meanwhile is shown, and why the ticket stays open", async () => {
  const { resolve, asking, sent, revealed, hint } = acts({ row: row("open") });
  resolve.press();
  asking.reject({ id: sent[0].id, code: "unseen", message: "…", seq: 9 });
  await settled();
  assert.match(hint.textContent, /stays open: Carla has written/);
  assert.deepEqual(revealed, [9]);
});

test("what a key did can be undone", async () => {
  const { keys, sent, done, offers, undo } = acts({ row: row("open") });
  keys.e();
  await done(row("resolved"));
  assert.deepEqual(offers, ["You resolved Carla’s conversation."]);
  undo.run();
  assert.equal(sent.at(-1).status, "open");
  await done();
  keys.e(); // by now it is known to be resolved
  await done(row("open"));
  assert.deepEqual([sent.at(-1).status, offers.at(-1)], ["open", "You reopened Carla’s conversation."]);
});

test("what is resolved makes room for the next, by key and by button, and its way back leads there again", async () => {
  let open = "t";
  const { resolve, keys, done, undo, went } = acts({ row: row("open"), current: () => open });
  resolve.press();
  assert.deepEqual(went, []); // the server has not said yet
  await done(row("open"));
  open = "next";
  undo.run();
  await done(row("open"));
  assert.deepEqual(went, ["next", "t"]);
  keys.e();
  await done(row("resolved"));
  keys.e(); // and what is reopened stays
  await done(row("open"));
  assert.deepEqual(went, ["next", "t", "next"]);
});

test("a double click does it once: the next conversation may be open by the second", async () => {
  let open = "t";
  const { resolve, sent, done } = acts({ row: row("open"), current: () => open });
  resolve.press(1);
  await done(row("open"));
  open = "next";
  resolve.press(2);
  assert.deepEqual(
    sent.map(({ ticket }) => ticket),
    ["t"],
  );
});

test("the button is there that does something, by the newest that is known", () => {
  const { resolve, reopen, part } = acts({ row: row("open") });
  const shown = (what) => {
    part.show(what);
    return [!resolve.hidden, !reopen.hidden];
  };
  assert.deepEqual(shown({ ticket: null, row: undefined }), [false, false]);
  assert.deepEqual(shown({ ticket: null, row: row("open") }), [true, false]);
  assert.deepEqual(shown({ ticket: { status: "resolved" }, row: row("open") }), [false, true]);
});

test("a chip says that it is resolved", () => {
  const chip = { hidden: true };
  const part = openChip({ firstElementChild: chip });
  part.show({ ticket: { status: "resolved" } });
  assert.equal(chip.hidden, false);
  part.show({ ticket: { status: "open" }, row: row("resolved") });
  assert.equal(chip.hidden, true);
});
