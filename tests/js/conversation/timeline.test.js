// Whatever the wire does, the page shows the beginning of the log, without a hole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { register } from "../../../static/js/conversation/kinds.js";
import { createTimeline } from "../../../static/js/conversation/timeline.js";
import { dice, events } from "../cast.js";

const seqs = (list) => list.map(({ seq }) => seq);

test("what comes in order is shown in order", () => {
  const timeline = createTimeline();
  const first = timeline.apply(events("a", 1, 2));
  assert.deepEqual([seqs(first.added), first.head, first.more], [[1, 2], 2, false]);
  assert.deepEqual(seqs(timeline.apply(events("a", 3)).added), [3]);
  assert.equal(timeline.after, 3);
  assert.deepEqual(seqs(timeline.events), [1, 2, 3]);
});

test("what it has already, it drops", () => {
  const timeline = createTimeline();
  timeline.apply(events("a", 1, 2, 3));
  const again = timeline.apply(events("a", 2, 3));
  assert.deepEqual([again.added, again.head, again.more], [[], 3, false]);
  assert.deepEqual(seqs(timeline.apply(events("a", 3, 4)).added), [4]);
});

test("what would leave a hole, it refuses and asks for", () => {
  const timeline = createTimeline();
  timeline.apply(events("a", 1, 2));
  const early = timeline.apply(events("a", 4));
  assert.deepEqual([early.added, early.head, early.more], [[], 2, true]);
  const gap = timeline.apply(events("a", 3, 5));
  assert.deepEqual([seqs(gap.added), gap.head, gap.more], [[3], 3, true]);
});

test("a page that isn't the last asks for the next", () => {
  const timeline = createTimeline();
  const page = timeline.apply({ ...events("a", 1, 2), head: 9, more: true });
  assert.deepEqual([page.head, page.more], [2, true]);
});

test("an event of a kind that nobody knows has its seq like any other", () => {
  const timeline = createTimeline();
  const page = events("a", 1, 2, 3);
  page.events[1].kind = "rating";
  assert.deepEqual([timeline.apply(page).more, timeline.after], [false, 3]);
});

test("it may start behind a given seq", () => {
  const timeline = createTimeline({ after: 40 });
  assert.equal(timeline.apply(events("a", 42)).more, true);
  assert.deepEqual(seqs(timeline.apply(events("a", 41, 42)).added), [41, 42]);
});

test("it names its place by the event there", () => {
  const timeline = createTimeline();
  assert.deepEqual(timeline.resume(), { after: 0, newest: true });
  timeline.apply(events("a", 1, 2));
  assert.deepEqual(timeline.resume(), { after: 2, last: "a-2", newest: true });
});

test("another log takes the place of this one, whole", () => {
  const timeline = createTimeline();
  timeline.apply({ ...events("a", 1, 2, 3), subject: "", status: "resolved", assignee: null });
  const { added, head, anew, more } = timeline.apply({
    ...events("b", 1, 2),
    anew: true,
    subject: "",
    status: "open",
    assignee: null,
  });
  assert.deepEqual([seqs(added), head, anew, more], [[1, 2], 2, true, false]);
  assert.deepEqual(
    timeline.events.map(({ id }) => id),
    ["b-1", "b-2"],
  );
  assert.equal(timeline.find("a-3"), undefined);
  assert.equal(timeline.ticket.status, "open"); // though the old log's head was newer
  assert.deepEqual(timeline.resume(), { after: 2, last: "b-2", newest: true });
  assert.deepEqual(seqs(timeline.apply(events("b", 3)).added), [3]);
});

test("a long gap begins anew with the newest page", () => {
  const timeline = createTimeline();
  timeline.apply(events("a", 1, 2, 3));
  const { added, more } = timeline.apply({ ...events("a", 5001, 5002), anew: true });
  assert.deepEqual([seqs(added), more], [[5001, 5002], false]);
  assert.deepEqual(seqs(timeline.apply(events("a", 5003)).added), [5003]);
});

test("an empty log that takes its place leaves nothing", () => {
  const timeline = createTimeline();
  timeline.apply(events("a", 1, 2, 3));
  timeline.apply({ ...events("b"), anew: true });
  assert.deepEqual([timeline.events, timeline.resume()], [[], { after: 0, newest: true }]);
  timeline.apply(events("b", 1));
  timeline.forget();
  assert.deepEqual(timeline.resume(), { after: 0, newest: true });
});

test("an event is found by its id", () => {
  const timeline = createTimeline();
  timeline.apply(events("a", 1, 2, 4));
  assert.equal(timeline.find("a-2").seq, 2);
  assert.equal(timeline.find("a-4"), undefined);
});

test("the ticket's state is the newest, not the last to arrive", () => {
  const timeline = createTimeline();
  assert.equal(timeline.ticket, null);
  timeline.apply({ ...events("a", 1, 2), subject: "Invoice", status: "resolved", assignee: "Bob" });
  timeline.apply({ ...events("a", 1), subject: "Invoice", status: "open", assignee: null });
  assert.deepEqual(timeline.ticket, { subject: "Invoice", status: "resolved", assignee: "Bob" });
  timeline.apply(events("a", 3));
  assert.equal(timeline.ticket.status, "resolved");
});

test("who asks anew takes the answer's word on the ticket: a restored log may be shorter", () => {
  const timeline = createTimeline();
  const said = (status, ...seqs) => ({ ...events("a", ...seqs), subject: "", status, assignee: null });
  timeline.apply({ ...said("resolved", 1, 2), head: 9, more: true });
  timeline.apply({ ...said("open"), head: 4 });
  assert.equal(timeline.ticket.status, "resolved");
  timeline.resume();
  timeline.apply({ ...said("open"), head: 4 });
  assert.equal(timeline.ticket.status, "open");
});

test("a ticket that is gone has no state", () => {
  const timeline = createTimeline();
  timeline.apply({ ...events("a", 1), subject: "", status: "resolved", assignee: null });
  timeline.forget();
  assert.equal(timeline.ticket, null);
});

test("through drops, repeats and disorder it is at all times a prefix, and in the end the log", () => {
  let refused = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const random = dice(seed);
    const below = (n) => Math.floor(random() * n);
    const log = Array.from({ length: 60 }, (_, i) => events("a", i + 1).events[0]);
    const page = (from, to) => ({
      ticket: "a",
      events: log.slice(from, to),
      head: log.length,
      more: to < log.length,
    });
    const timeline = createTimeline();
    const wire = [];
    const shown = [];
    const deliver = (frame) => {
      const { added, head, more } = timeline.apply(frame);
      shown.push(...added);
      assert.deepEqual(shown, log.slice(0, shown.length), `seed ${seed}`);
      assert.equal(head, shown.length);
      if (!added.length && frame.events.at(-1)?.seq > head) {
        assert.equal(more, true);
        refused += 1;
      }
      return more;
    };
    for (let i = 0; i < 120; i++) {
      const from = below(log.length);
      const frame = page(from, from + 1 + below(8));
      frame.events = frame.events.filter(() => random() < 0.9);
      wire.splice(below(wire.length + 1), 0, frame, ...(random() < 0.3 ? [frame] : []));
      if (random() < 0.5) deliver(wire.shift());
    }
    wire.forEach(deliver);
    // The wire is whole again: page after page, as long as there is more.
    for (let more = true; more;) more = deliver(page(timeline.after, timeline.after + 7));
    assert.deepEqual(shown, log);
    assert.deepEqual(timeline.events, log);
  }
  assert.ok(refused > 100, "the wire was hardly disturbed");
});

test("old events have everybody's name of today", () => {
  register("greeting", {
    words: () => "",
    named: ({ greeted }) => greeted ?? null,
    renamed: (event, isOne, name) => (isOne({ key: event.to }) ? { ...event, body: `Hi ${name}` } : event),
  });
  const timeline = createTimeline();
  const carla = { role: "customer", name: "Carla" },
    ada = { role: "agent", name: "Ada", key: "7" };
  const event = (seq, author, facts) => ({
    seq,
    id: `${seq}`,
    kind: "message",
    author,
    body: "words",
    at: "",
    ...facts,
  });
  const log = [
    event(1, carla),
    event(2, ada),
    event(3, { ...ada, key: "8" }),
    event(4, ada, { kind: "greeting", body: "Hi Ada", to: "7" }),
  ];
  const page = { events: [], head: 4, more: false, subject: "" };
  timeline.apply({ ...page, events: log, customer: "Carla" });
  timeline.apply({ ...page, customer: "Carla Columna" });
  timeline.rename("7", "Ada Lovelace");
  assert.deepEqual(
    timeline.events.map(({ author }) => author.name),
    ["Carla Columna", "Ada Lovelace", "Ada", "Ada Lovelace"],
  );
  assert.equal(timeline.events[3].body, "Hi Ada Lovelace");
  assert.equal(timeline.find("1").author.name, "Carla Columna");
  timeline.apply({ ...page, greeted: { key: "7", name: "Lady Lovelace" } });
  assert.deepEqual(
    [timeline.events[1].author.name, timeline.events[3].body],
    ["Lady Lovelace", "Hi Lady Lovelace"],
    "whomever a frame names",
  );
  timeline.apply(page);
  assert.equal(
    timeline.events[0].author.name,
    "Carla Columna",
    "a server of an older version says nothing of it",
  );
});
