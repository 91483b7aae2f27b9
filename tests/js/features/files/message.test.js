// The files of a message are followed on their way, and no longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openMessage } from "../../../../static/js/features/files/more/message.js";
import { told } from "../../../../static/js/features/files/more/progress.js";

/** → asked(): how often it was looked whether the message is there still */
function opened() {
  let asked = 0;
  const [list, why] = [{ dataset: {}, toggleAttribute() {}, querySelector: () => null }, {}];
  const root = {
    firstElementChild: list,
    lastElementChild: why,
    there: true,
    get isConnected() {
      asked += 1;
      return root.there;
    },
  };
  const conversation = { ticket: "t", on: () => () => {} };
  const part = openMessage(/** @type {any} */ (root), /** @type {any} */ (conversation), (one) => one);
  const goes = () => {
    asked = 0;
    told({ id: "f", size: 2 }, 1);
    return asked;
  };
  return { root, part, goes };
}
const waiting = { item: { state: "waiting", carried: { files: [] } } };

test("what waits is followed until it has gone, or is there no more", () => {
  const { root, part, goes } = opened();
  part.show(waiting);
  part.show(waiting);
  assert.equal(goes(), 1);
  part.show({ event: { files: [] } });
  assert.equal(goes(), 0);
  part.show(waiting);
  root.there = false;
  assert.deepEqual([goes(), goes()], [1, 0]);
});

test("what was sent long ago is not followed at all", () => {
  const { part, goes } = opened();
  part.show({ event: { files: [] } });
  assert.equal(goes(), 0);
});

test("a page that comes back asks whether what is checked is ready: what it had asked may be lost", () => {
  const timers = [];
  const sent = [];
  const list = { dataset: {}, toggleAttribute() {}, querySelector: () => checked, append() {} };
  let checked = true;
  let hear = (frame) => void frame;
  const root = { firstElementChild: list, lastElementChild: {}, isConnected: true };
  const conversation = {
    ticket: "t",
    clock: { setTimeout: (work, ms) => timers.push([ms, work]) },
    send: (frame) => sent.push(frame),
    on: (type, handle) => ((hear = handle), () => {}),
  };
  const part = openMessage(/** @type {any} */ (root), /** @type {any} */ (conversation), (one) => one);
  const back = { events: [] };
  hear(back);
  assert.equal(sent.length, 0, "nothing is shown yet");
  part.show({ event: { id: "e", seq: 7, files: [] } });
  hear({ events: [{ id: "other", files: [] }] });
  assert.equal(sent.length, 0, "it is no return");
  hear(back);
  hear(back);
  assert.deepEqual(
    sent.map(({ type, after }) => [type, after]),
    [["sync", 6]],
  );
  for (const [ms, work] of timers) if (ms === 1_000) work();
  hear(back);
  assert.equal(sent.length, 2);
  for (const [ms, work] of timers) if (ms === 1_000) work();
  checked = false;
  hear(back);
  assert.equal(sent.length, 2, "what is ready is asked for no more");
});
