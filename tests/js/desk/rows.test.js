// The queue as data: who is in which view, in which order, and what is counted.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { endedBy } from "../../../static/js/conversation/done.js";
import { countWords, createRows, matching } from "../../../static/js/desk/rows.js";
import { comesFirst, isFor, register, viewNames } from "../../../static/js/desk/views.js";

const ADA = { username: "ada", name: "Ada" };
const row = (ticket, facts = {}) => ({
  ticket,
  name: ticket,
  email: "",
  subject: "",
  status: "open",
  assignee: null,
  unread: 0,
  waiting_since: null,
  last: { kind: "message", role: "customer", name: ticket, body: "words" },
  changed_at: "2026-11-22T12:00:00.000Z",
  ...facts,
});
const EMPTY = ["Nothing", "to do"];

// As features have them.
test("without any view but its own the desk has all that are open, and they are everybody's", () => {
  assert.deepEqual(viewNames(), ["open"]);
  assert.ok(isFor(row("a", { assignee: "bo" }), "ada"));
  register({ name: "resolved", place: 40, empty: EMPTY, done: true });
  register({
    name: "unassigned",
    place: 10,
    empty: EMPTY,
    calls: true,
    has: ({ assignee }) => !assignee,
  });
  register({
    name: "mine",
    place: 20,
    empty: EMPTY,
    calls: true,
    has: ({ assignee }, me) => assignee?.username === me,
  });
  endedBy(({ status }) => status === "resolved");
  assert.deepEqual(viewNames(), ["unassigned", "mine", "open", "resolved"]);
  assert.throws(() => register({ name: "mine", place: 50, empty: EMPTY }), /two views/);
});

const COUNTS = { unassigned: 2, mine: 1, open: 3, resolved: 0 };

function desk(...list) {
  const rows = createRows({ me: "ada" });
  rows.replace("open", { rows: list, counts: { ...COUNTS }, more: false });
  return rows;
}

const WAITS = { unread: 1, waiting_since: "2026-11-22T11:00:00.000Z" };
const names = (list) => list.map(({ ticket }) => ticket);

test("who waits longest comes first, the answered last", () => {
  const rows = desk(
    row("answered"),
    row("late", { waiting_since: "2026-11-22T11:00:00.000Z" }),
    row("early", { waiting_since: "2026-11-22T09:00:00.000Z" }),
  );
  assert.deepEqual(names(rows.view("open")), ["early", "late", "answered"]);
});

test("of the resolved the newest comes first, however long one waited", () => {
  const resolved = (ticket, changed_at, facts) => row(ticket, { status: "resolved", changed_at, ...facts });
  const rows = desk(
    resolved("old", "2026-11-22T09:00:00.000Z", { waiting_since: "2026-11-22T08:00:00.000Z" }),
    resolved("new", "2026-11-22T11:00:00.000Z"),
  );
  assert.deepEqual(names(rows.view("resolved")), ["new", "old"]);
});

test("a taken ticket moves from unassigned to mine, and is counted there", () => {
  const rows = desk(row("a"), row("b"), row("c", { assignee: ADA }));
  assert.ok(rows.put(row("a", { assignee: ADA, changed_at: "2026-11-22T12:01:00.000Z" })));
  assert.deepEqual(names(rows.view("unassigned")), ["b"]);
  assert.deepEqual(names(rows.view("mine")).sort(), ["a", "c"]);
  assert.deepEqual(rows.counts, { unassigned: 1, mine: 2, open: 3, resolved: 0, calling: 0 });
});

test("what is done is in the view of that alone", () => {
  const rows = desk(row("a"));
  rows.put(row("a", { assignee: ADA, status: "resolved", changed_at: "2026-11-22T12:01:00.000Z" }));
  assert.deepEqual(
    viewNames().map((view) => names(rows.view(view))),
    [[], [], [], ["a"]],
  );
});

test("whomever a row names is called by the name of today", () => {
  const bo = { username: "bo", name: "Bo", key: "8" };
  const rows = desk(row("a", { assignee: bo, last: { ...row("a").last, key: "9" } }));
  rows.rename("8", "Bo Bergström");
  assert.deepEqual(rows.get("a").assignee, { ...bo, name: "Bo Bergström" });
  rows.rename("9", "Carl");
  assert.equal(rows.get("a").last.name, "Carl");
  assert.equal(rows.get("a").name, "a");
});

test("an older row never replaces a newer one", () => {
  const rows = desk(row("a", { status: "resolved" }));
  rows.put(row("a", { status: "open", changed_at: "2026-11-22T11:59:00.000Z" }));
  assert.deepEqual(names(rows.view("resolved")), ["a"]);
});

test("a ticket that was not known asks for new counts", () => {
  assert.equal(desk(row("a")).put(row("new")), false);
});

test("what came or went beyond the list asks for new counts: they may have it already", () => {
  const rows = desk(row("a"));
  rows.know(row("b", WAITS));
  assert.equal(rows.put(row("b", { changed_at: "2026-11-22T12:00:01.000Z" })), false);
});

test("counts that were asked for before somebody moved may be of before", () => {
  const rows = desk(row("a", WAITS), row("b"));
  const list = { rows: [row("a", WAITS), row("b")], counts: { ...COUNTS }, more: false };
  let since = rows.heard;
  rows.put(row("b", { changed_at: "2026-11-22T12:00:01.000Z" }));
  assert.equal(rows.replace("open", list, since), true, "b is where it was");
  since = rows.heard;
  rows.put(row("a", { changed_at: "2026-11-22T12:00:01.000Z" }));
  assert.equal(rows.replace("open", list, since), false, "a calls nobody any more");
  assert.equal(rows.replace("open", list, rows.heard), true);
  since = rows.heard;
  rows.remove("b");
  assert.equal(rows.replace("open", list, since), false, "b is gone");
});

test("what is told while a list is read is newer than the list", () => {
  const rows = desk(row("a"), row("goes"), row("deleted"));
  const list = { rows: [row("deleted"), row("a"), row("goes")], counts: { ...COUNTS }, more: false };
  const since = rows.heard;
  const later = { changed_at: "2026-11-22T12:00:01.000Z" };
  rows.put(row("goes", { ...later, status: "resolved" }));
  rows.put(row("comes", later));
  rows.remove("deleted");
  rows.counted({ open: 2, resolved: 1, calling: 7 });
  rows.replace("open", list, since);
  assert.deepEqual(names(rows.view("open")).sort(), ["a", "comes"]);
  assert.deepEqual(names(rows.view("resolved")), ["goes"]);
  assert.deepEqual([rows.counts.resolved, rows.counts.calling], [1, 7]);
  rows.put(row("below", { changed_at: "2026-11-22T11:00:00.000Z" }));
  rows.replace("open", { ...list, more: true }, since);
  assert.deepEqual(names(rows.view("open")).sort(), ["a", "comes"], "the list ends above it");
  rows.replace("open", { ...list, rows: [row("a")] });
  assert.deepEqual(names(rows.view("open")), ["a"], "what is asked for later knows better");
});

test("who is told to be there while a list is read, or words are looked for, is so still after it", () => {
  const carla = (state) => ({ role: "customer", name: "Carla", state });
  const rows = desk(row("a", { customer: carla("online") }));
  const list = { rows: [row("a", { customer: carla("online") })], counts: COUNTS, more: false };
  const since = rows.heard;
  rows.presence("a", [carla("offline")]);
  rows.replace("open", list, since);
  assert.equal(rows.customer("a").state, "offline");
  rows.know(list.rows[0], since);
  assert.equal(rows.customer("a").state, "offline");
  rows.replace("open", list, rows.heard);
  assert.equal(rows.customer("a").state, "online", "what is asked for later knows better");
});

test("a list of fewer rows than the server has counted isn't whole", () => {
  const rows = desk(row("a"), row("b"));
  rows.counted({ open: 3 });
  assert.equal(rows.isWhole("open"), false);
  rows.put(row("c"));
  rows.counted({ open: 3 });
  assert.ok(rows.isWhole("open"));
  rows.counted({ open: 1000 });
  assert.ok(rows.isWhole("open"), "nobody counts further");
  assert.ok(rows.isWhole("nobody counts it"));
});

test("a list read anew forgets what has left the view meanwhile", () => {
  const rows = desk(row("a"), row("b"));
  rows.replace("open", { rows: [row("b")], counts: COUNTS, more: false });
  assert.deepEqual(names(rows.view("open")), ["b"]);
});

test("a row reaches as far as another, or beyond it, in the order of the view", () => {
  const rows = createRows({ me: "ada" });
  const early = row("early", {
    waiting_since: "2026-11-22T09:00:00.000Z",
    changed_at: "2026-11-22T11:30:00.000Z",
  });
  const late = row("late", { waiting_since: "2026-11-22T11:00:00.000Z" });
  const reach = (...of) => [rows.reaches("open", ...of), rows.reaches("open", ...of, { beyond: true })];
  assert.deepEqual(reach(late, early), [true, true]);
  assert.deepEqual(reach(early, late), [false, false]);
  assert.deepEqual(reach(late, late), [true, false]);
  assert.equal(rows.reaches("resolved", late, early), false);
  assert.equal(rows.reaches("resolved", early, late), true);
});

test("who calls is counted by the server, and on by what changes", () => {
  const bo = { username: "bo", name: "Bo" };
  const rows = createRows({ me: "ada" });
  rows.replace("open", { rows: [row("a", WAITS)], counts: { ...COUNTS }, calling: 250, more: true });
  assert.equal(rows.counts.calling, 250, "whatever is loaded");
  const later = (facts) => rows.put(row("a", { ...WAITS, changed_at: "2026-11-22T12:01:00.000Z", ...facts }));
  for (const [facts, calling] of [
    [{ unread: 0 }, 249],
    [{ assignee: ADA }, 250],
    [{ assignee: bo }, 249],
    [{ waiting_since: null }, 249],
  ]) {
    assert.ok(later(facts));
    assert.equal(rows.counts.calling, calling);
  }
});

test("a count that ends says so, and isn't counted on", () => {
  assert.deepEqual([0, 7, 999, 1000, undefined].map(countWords), ["", "7", "999", "1000+", ""]);
  const rows = createRows({ me: "ada" });
  rows.replace("open", { rows: [row("a")], counts: { ...COUNTS, resolved: 1000 }, more: true });
  assert.equal(rows.put(row("a")), false);
});

test("a row that came beside the list is known, kept up to date, and not in it", () => {
  const rows = desk(row("a"));
  rows.know(row("far", { name: "Far" }));
  assert.deepEqual(names(rows.view("open")), ["a"]);
  assert.equal(rows.get("far").name, "Far");
  rows.replace("open", { rows: [row("a")], counts: COUNTS, more: true });
  assert.equal(rows.get("far").name, "Far", "a list read anew forgets it not");
  rows.put(row("far", { assignee: ADA, changed_at: "2026-11-22T12:01:00.000Z" }));
  rows.replace("mine", { rows: [], counts: COUNTS, more: true });
  assert.equal(rows.get("far").assignee, ADA);
  rows.put(row("a", { unread: 3 }));
  rows.know(row("a", { unread: 0 }));
  assert.equal(
    rows.view("open").find(({ ticket }) => ticket === "a").unread,
    0,
    "the newest word, however it came",
  );
});

test("a row that is farther down than the list goes is known, and no part of it", () => {
  const rows = desk(row("a"));
  rows.put(row("far"), { beyond: true });
  rows.put(row("a", { unread: 3 }), { beyond: true });
  assert.deepEqual(names(rows.view("open")), ["a"]);
  assert.deepEqual([rows.get("far").name, rows.get("a").unread], ["far", 3]);
});

test("finding looks at every word, anywhere", () => {
  const list = [row("Mara", { subject: "Export fails" }), row("Sam", { email: "export@sam.example" })];
  assert.deepEqual(names(matching(list, "EXPORT mara")), ["Mara"]);
  assert.deepEqual(names(matching(list, "export")), ["Mara", "Sam"]);
});

test("what is set aside is in its own view alone, done or not, and calls nobody", () => {
  register({ name: "later", place: 35, empty: EMPTY, aside: true, has: ({ later }) => later === true });
  const rows = createRows({ me: "ada" });
  const waits = { unread: 1, waiting_since: "2026-11-22T12:00:00.000Z" };
  const list = [
    row("a", { later: true, ...waits }),
    row("b", waits),
    row("c", { later: true, status: "resolved" }),
  ];
  rows.replace("open", { rows: list, counts: { open: 1, later: 2 }, more: false });
  const shown = (view) => rows.view(view).map(({ ticket }) => ticket);
  assert.deepEqual([shown("open"), shown("later").sort(), shown("resolved")], [["b"], ["a", "c"], []]);
  assert.equal(isFor(list[0], "ada"), false);
});

test("what comes first does so in what is open, before who waits longest", () => {
  comesFirst((a, b) => Number(b.first ?? false) - Number(a.first ?? false));
  const rows = createRows({ me: "ada" });
  const [early, late] = ["2026-11-22T11:00:00.000Z", "2026-11-22T12:00:00.000Z"];
  const list = [row("a", { waiting_since: early }), row("b", { waiting_since: late, first: true }), row("c")];
  rows.replace("open", { rows: list, counts: { open: 3 }, more: false });
  assert.deepEqual(
    rows.view("open").map(({ ticket }) => ticket),
    ["b", "a", "c"],
  );
});

test("what is in a listed view the server says, and in which order", () => {
  register({ name: "saved:1", place: 100, empty: EMPTY, listed: true });
  const rows = createRows({ me: "ada" });
  const counts = { open: 3, "saved:1": 2 };
  rows.replace("open", { rows: [row("a"), row("b"), row("c")], counts, more: false });
  const list = { rows: [row("c"), row("a")], counts, more: false };
  rows.replace("saved:1", list);
  const names = (view) => rows.view(view).map(({ ticket }) => ticket);
  assert.deepEqual(names("saved:1"), ["c", "a"]);
  assert.equal(rows.reaches("saved:1", row("a"), row("c")), true);
  assert.equal(rows.reaches("saved:1", row("c"), row("a")), false);
  assert.equal(rows.reaches("saved:1", row("a"), row("a"), { beyond: true }), false);
  rows.replace("saved:1", { ...list, rows: [row("a")] });
  assert.deepEqual(names("saved:1"), ["a"]);
  rows.put(row("a", { status: "resolved" }));
  assert.equal(rows.counts["saved:1"], 2);
  rows.counted({ "saved:1": 1 });
  assert.deepEqual([rows.counts["saved:1"], rows.counts.open], [1, 2]);
});
