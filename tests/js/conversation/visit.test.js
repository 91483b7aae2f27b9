// To an event long before what is loaded: its page, what follows, and no gap where both meet.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createTimeline } from "../../../static/js/conversation/timeline.js";
import { createVisit } from "../../../static/js/conversation/visit.js";
import { settled } from "../at_desk.js";

const event = (seq) => ({
  seq,
  id: `id-${seq}`,
  kind: "message",
  author: { role: "customer", name: "" },
  body: "",
});
const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => event(from + n));
const HEAD = 1_000;
const PAGE = 100;
let timeline, log, visit, done, reachable, scroll;

/** The server: pages of PAGE. */
async function getJson(path, brings) {
  const url = new URL(path, "http://desk");
  const [before, after] = ["before", "after"].map((name) => Number(url.searchParams.get(name)));
  await settled();
  if (!reachable) return null;
  const page = url.pathname.endsWith("earlier")
    ? { ticket: "t", events: range(Math.max(1, before - PAGE), before - 1), more: before - PAGE > 1 }
    : {
        ticket: "t",
        events: range(after + 1, Math.min(HEAD, after + PAGE)),
        more: after + PAGE < HEAD,
        head: HEAD,
      };
  assert.ok(brings(page));
  return page;
}

beforeEach(() => {
  timeline = createTimeline();
  timeline.apply({
    type: "events",
    ticket: "t",
    events: range(901, HEAD),
    head: HEAD,
    more: false,
    anew: true,
  });
  [done, reachable] = [[], true];
  log = {
    ...{ scrollTop: 5_000, scrollHeight: 20_000, clientHeight: 800 },
    addEventListener: (_, listen) => (scroll = listen),
    removeEventListener() {},
  };
  visit = createVisit({
    ...{ ticket: "t", timeline, log, getJson },
    show: (how) => done.push(how?.older ? "older" : "shown"),
    joined: () => done.push("joined"),
  });
});

const held = () => [visit.events.at(0).seq, visit.events.at(-1).seq];
async function scrolled(to) {
  log.scrollTop = to;
  scroll();
  for (let turn = 0; turn < 4; turn++) await settled();
}

test("what is loaded needs no visit", async () => {
  assert.equal((await visit.to(950)).seq, 950);
  assert.equal(visit.events, null);
});

test("the page that ends with it, and the next", async () => {
  assert.equal((await visit.to(300)).seq, 300);
  assert.deepEqual(held(), [201, 400]);
  assert.deepEqual(timeline.events.length, 100, "what is loaded stays");
});

test("it grows either way, and has no gap", async () => {
  await visit.to(300);
  await scrolled(0);
  assert.deepEqual(held(), [101, 400]);
  await scrolled(18_500);
  assert.deepEqual(held(), [101, 500]);
  assert.deepEqual(
    visit.events.map(({ seq }) => seq),
    range(101, 500).map(({ seq }) => seq),
  );
});

test("where it meets what is loaded it becomes a part of it", async () => {
  assert.equal((await visit.to(760)).seq, 760);
  await scrolled(18_500);
  assert.equal(visit.events, null);
  assert.deepEqual([timeline.first, timeline.events.length, done.at(-1)], [661, 340, "joined"]);
  assert.equal((await visit.to(661)).seq, 661);
});

test("what can't be had is none, and a later wish counts", async () => {
  reachable = false;
  assert.equal(await visit.to(300), null);
  reachable = true;
  const [one, other] = [visit.to(300), visit.to(500)];
  assert.deepEqual([await one, (await other).seq], [null, 500]);
  assert.deepEqual(held(), [401, 600]);
});

test("who has left is shown nothing more", async () => {
  const going = visit.to(300);
  visit.close();
  assert.equal(await going, null);
  assert.deepEqual([visit.events, done], [null, []]);
});
