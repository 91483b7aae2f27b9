// An agent takes a conversation, or gives it back, as its row on the screen has it.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openActs } from "../../../../static/js/features/assignment/acts.js";
import { openGlance } from "../../../../static/js/features/assignment/glance.js";
import { openRow } from "../../../../static/js/features/assignment/row.js";
import { atDesk, button, settled } from "../../at_desk.js";

const row = (username) => ({ name: "Carla", assignee: username ? { username, name: username } : null });

function acts(facts) {
  const take = button();
  const world = atDesk(facts);
  return { ...world, take, part: openActs({ querySelector: () => take }, world.desk) };
}

test("to take says whose it was", () => {
  for (const [known, from] of [
    [row(null), null],
    [row("bo"), "bo"],
  ]) {
    const { keys, sent } = acts({ row: known });
    keys.a();
    assert.deepEqual([sent[0].type, sent[0].agent, sent[0].from], ["assign", "ada", from]);
  }
  const unknown = acts({ row: undefined });
  unknown.keys.a();
  assert.deepEqual(unknown.sent, [], "before anything is known of it, nothing is done to it by key");
  unknown.take.press();
  assert.equal("from" in unknown.sent[0], false);
});

test("what a key did can be undone, back to whose it was", async () => {
  const { keys, sent, done, offers, undo } = acts({ row: row("bo") });
  keys.a();
  await done(row("ada"));
  assert.deepEqual(offers, ["You took Carla’s conversation."]);
  undo.run();
  assert.equal(sent.at(-1).agent, "bo");
  await done(row("ada"));
  keys.a();
  await done(row(null));
  assert.deepEqual([sent.at(-1).agent, offers.at(-1)], [null, "You gave Carla’s conversation back."]);
});

test("who comes second is told who has it", async () => {
  const { keys, asking, sent, hint } = acts({ row: row(null) });
  keys.a();
  asking.reject({ id: sent[0].id, code: "taken", message: "Bob has this ticket by now.", holder: "Bob" });
  await settled();
  assert.equal(hint.textContent, "This was not done: Bob has this ticket by now.");
});

test("who can take it is offered to", () => {
  const { take, part } = acts({ row: row(null) });
  const offered = (what) => {
    part.show(what);
    return !take.hidden;
  };
  assert.equal(offered({ row: undefined, done: false }), false);
  assert.equal(offered({ row: row(null), done: false }), true);
  assert.equal(offered({ row: row("bo"), done: false }), true);
  assert.equal(offered({ row: row("ada"), done: false }), false);
  assert.equal(offered({ row: row(null), done: true }), false);
});

test("a row has the initials of who has it", () => {
  const [letters, words] = [{}, {}];
  const element = { children: [letters, words] };
  const { show } = openRow({ firstElementChild: element });
  show({ assignee: null });
  assert.equal(element.hidden, true);
  show({ assignee: { username: "bo", name: "Bo Bergström" } });
  assert.deepEqual(
    [element.hidden, letters.textContent, words.textContent],
    [false, "BB", "Assigned to Bo Bergström"],
  );
});

test("how many are nobody's is said, or that none is", () => {
  const place = {};
  const { show } = openGlance({ querySelector: () => place });
  show({ counts: { unassigned: 3 } });
  assert.equal(place.textContent, "3");
  show({ counts: { unassigned: 1000 } });
  assert.equal(place.textContent, "1000+");
  show({ counts: { unassigned: 0 } });
  assert.equal(place.textContent, "none");
});
