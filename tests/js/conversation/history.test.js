// Older events come when somebody scrolls up, page after page, until the beginning.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createHistory } from "../../../static/js/conversation/history.js";
import { createTimeline } from "../../../static/js/conversation/timeline.js";
import { Clock, events } from "../cast.js";

let clock, timeline, log, asked, open, history;
const page = (...seqs) => ({ ticket: "a", events: events("a", ...seqs).events });

beforeEach(() => {
  clock = new Clock();
  timeline = createTimeline();
  timeline.apply({ ...events("a", 7, 8, 9), anew: true });
  log = Object.assign(new EventTarget(), { scrollTop: 0 });
  [asked, open] = [[], true];
  history = createHistory({
    ticket: "a",
    timeline,
    log,
    clock,
    send: ({ before }) => open && Boolean(asked.push(before)),
  });
});

const scroll = (to) => log.dispatchEvent(Object.assign(new Event("scroll"), (log.scrollTop = to)));

test("it asks near the top, once at a time, and ends at the beginning", () => {
  scroll(9_000);
  assert.deepEqual(asked, []);
  scroll(1_000);
  scroll(900);
  assert.deepEqual(asked, [7]);
  assert.equal(history.take(page(4, 5, 6)), true);
  history.look();
  assert.equal(history.take(page(1, 2, 3)), true);
  history.look();
  assert.deepEqual(asked, [7, 4]);
  assert.deepEqual(
    timeline.events.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.equal(timeline.find("a-1").seq, 1);
  assert.equal(timeline.after, 9);
});

test("what does not join, or was not asked for, or is of another log, is dropped", () => {
  assert.equal(history.take(page(5, 6)), false);
  history.look();
  assert.equal(history.take(page(3, 4)), false);
  history.look();
  timeline.apply({ ...events("b", 7, 8), anew: true });
  history.startOver();
  assert.equal(history.take(page(5, 6)), false);
  assert.equal(timeline.first, 7);
});

test("a question that gets no answer, or was not taken, is asked again", () => {
  open = false;
  history.look();
  open = true;
  history.look();
  clock.pass(5_000);
  scroll(0);
  assert.deepEqual(asked, [7, 7]);
});

test("what was trimmed can be had again", () => {
  timeline.trim(1);
  assert.deepEqual([timeline.first, timeline.after, timeline.find("a-7")], [9, 9, undefined]);
  history.look();
  assert.equal(history.take(page(7, 8)), true);
});
