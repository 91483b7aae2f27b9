// What an agent does says what was on the screen, and what was refused says why.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createActsByKey } from "../../../static/js/desk/acts_by_key.js";
import { createTicketActions } from "../../../static/js/desk/ticket_actions.js";

const element = (extra = {}) => ({
  dataset: {},
  addEventListener() {},
  setAttribute() {},
  removeAttribute() {},
  ...extra,
});

function desk({ row, seen = 0, current = () => "t" }) {
  const sent = [],
    shown = [];
  const parts = {
    ticket: element({ querySelectorAll: () => [] }),
    assignee: element(),
    composerHint: element(),
  };
  const actions = createTicketActions({
    parts,
    me: "ada",
    current,
    row: () => row,
    seen: () => seen,
    unseen: (verdict) => shown.push(verdict.seq),
    link: { send: (frame) => sent.push(frame) },
  });
  const undo = { offer() {}, run() {} };
  Object.assign(actions, createActsByKey({ ...actions, undo, me: "ada", current, row: () => row }));
  return { actions, sent, shown, hint: parts.composerHint };
}
const settled = () => new Promise(setImmediate);
const row = (assignee, facts) => ({ name: "Carla", status: "open", assignee, ...facts });

test("to resolve says how far the agent has seen, now and when it is sent again", () => {
  const { actions, sent } = desk({ row: row(null), seen: 7 });
  actions.resolveOrReopen();
  actions.live();
  assert.deepEqual(
    sent.map(({ seen, status }) => [seen, status]),
    [
      [7, "resolved"],
      [7, "resolved"],
    ],
  );
  assert.equal(sent[0].id, sent[1].id);
});

test("to take says whose it was", () => {
  for (const [known, from] of [
    [row(null), null],
    [row({ username: "bo" }), "bo"],
  ]) {
    const { actions, sent } = desk({ row: known });
    actions.takeOrGive();
    assert.equal(sent[0].from, from);
  }
  const unknown = desk({ row: undefined });
  unknown.actions.takeOrGive();
  unknown.actions.resolveOrReopen();
  assert.deepEqual(unknown.sent, [], "before anything is known of it, nothing is done to it");
});

test("what the customer wrote meanwhile is shown, and why the ticket stays open", async () => {
  const { actions, sent, shown, hint } = desk({ row: row(null) });
  actions.resolveOrReopen();
  actions.reject({ id: sent[0].id, code: "unseen", message: "…", seq: 9 });
  await settled();
  assert.match(hint.textContent, /stays open: Carla has written/);
  assert.deepEqual(shown, [9]);
});

test("about a conversation that isn't open any more it is said which one", async () => {
  let open = "t";
  const { actions, sent, shown, hint } = desk({ row: row(null), current: () => open });
  actions.takeOrGive();
  open = "another";
  actions.reject({ id: sent[0].id, code: "taken", message: "Bob has this ticket by now." });
  await settled();
  assert.equal(
    hint.textContent,
    "About your conversation with Carla: This was not done: Bob has this ticket by now.",
  );
  assert.deepEqual(shown, []);
});
