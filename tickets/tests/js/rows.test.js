// The queue as data: who is in which view, in which order, and what is counted.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRows, matching } from "../../../static/js/desk/rows.js";

const ADA = { username: "ada", name: "Ada" };
const row = (ticket, facts = {}) => ({
  ticket, name: ticket, email: "", subject: "", status: "open", assignee: null, unread: 0, waiting_since: null,
  last: { kind: "message", role: "customer", name: ticket, body: "words" }, changed_at: "2026-11-22T12:00:00.000Z", ...facts,
});
const COUNTS = { unassigned: 2, mine: 1, open: 3, resolved: 0 };

function desk(...list) {
  const rows = createRows({ me: "ada" });
  rows.replace("open", { rows: list, counts: { ...COUNTS }, more: false });
  return rows;
}

const names = (list) => list.map(({ ticket }) => ticket);

test("who waits longest comes first, the answered last", () => {
  const rows = desk(
    row("answered"), row("late", { waiting_since: "2026-11-22T11:00:00.000Z" }), row("early", { waiting_since: "2026-11-22T09:00:00.000Z" }),
  );
  assert.deepEqual(names(rows.view("open")), ["early", "late", "answered"]);
});

test("of the resolved the newest comes first, however long one waited", () => {
  const resolved = (ticket, changed_at, facts) => row(ticket, { status: "resolved", changed_at, ...facts });
  const rows = desk(
    resolved("old", "2026-11-22T09:00:00.000Z", { waiting_since: "2026-11-22T08:00:00.000Z" }), resolved("new", "2026-11-22T11:00:00.000Z"),
  );
  assert.deepEqual(names(rows.view("resolved")), ["new", "old"]);
});

test("a taken ticket moves from unassigned to mine, and is counted there", () => {
  const rows = desk(row("a"), row("b"), row("c", { assignee: ADA }));
  assert.ok(rows.put(row("a", { assignee: ADA, changed_at: "2026-11-22T12:01:00.000Z" })));
  assert.deepEqual(names(rows.view("unassigned")), ["b"]);
  assert.deepEqual(names(rows.view("mine")).sort(), ["a", "c"]);
  assert.deepEqual(rows.counts, { unassigned: 1, mine: 2, open: 3, resolved: 0 });
});

test("an older row never replaces a newer one", () => {
  const rows = desk(row("a", { status: "resolved" }));
  rows.put(row("a", { status: "open", changed_at: "2026-11-22T11:59:00.000Z" }));
  assert.deepEqual(names(rows.view("resolved")), ["a"]);
});

test("a ticket that was not known asks for new counts", () => {
  assert.equal(desk(row("a")).put(row("new")), false);
});

test("a list read anew forgets what has left the view meanwhile", () => {
  const rows = desk(row("a"), row("b"));
  rows.replace("open", { rows: [row("b")], counts: COUNTS, more: false });
  assert.deepEqual(names(rows.view("open")), ["b"]);
});

test("a row reaches as far as another, or beyond it, in the order of the view", () => {
  const rows = createRows({ me: "ada" });
  const early = row("early", { waiting_since: "2026-11-22T09:00:00.000Z", changed_at: "2026-11-22T11:30:00.000Z" });
  const late = row("late", { waiting_since: "2026-11-22T11:00:00.000Z" });
  const reach = (...of) => [rows.reaches("open", ...of), rows.reaches("open", ...of, { beyond: true })];
  assert.deepEqual(reach(late, early), [true, true]);
  assert.deepEqual(reach(early, late), [false, false]);
  assert.deepEqual(reach(late, late), [true, false]);
  assert.equal(rows.reaches("resolved", late, early), false);
  assert.equal(rows.reaches("resolved", early, late), true);
});

test("what calls is unread, and mine or nobody's", () => {
  const bo = { username: "bo", name: "Bo" };
  const rows = desk(row("a", { unread: 2 }), row("b", { unread: 1, assignee: ADA }), row("c", { unread: 1, assignee: bo }), row("d"));
  assert.equal(rows.calling, 2);
});

test("finding looks at every word, anywhere", () => {
  const list = [row("Mara", { subject: "Export fails" }), row("Sam", { email: "export@sam.example" })];
  assert.deepEqual(names(matching(list, "EXPORT mara")), ["Mara"]);
  assert.deepEqual(names(matching(list, "export")), ["Mara", "Sam"]);
});
