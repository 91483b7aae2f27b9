// The parts joined as on a page, against a server that keeps a log and a line that
// keeps nothing: black holes, cuts, restarts, lost broadcasts, sleep.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutbox } from "../../../static/js/outbox/outbox.js";
import { createTimeline } from "../../../static/js/conversation/timeline.js";
import { createLink } from "../../../static/js/liveness/link.js";
import { hello, sync } from "../../../static/js/wire/frames.js";
import { Clock, createServer, dice, memoryStore, welcome } from "../cast.js";

function openPage({ server, clock, random, log }) {
  const timeline = createTimeline();
  const shown = [];
  let ids = 0;
  const outbox = createOutbox({
    store: memoryStore(),
    owner: "customer:a",
    clock,
    newId: () => `mine-${++ids}`,
    send: (frame) => link.send(frame),
    on: { overdue: (ms) => (ms < 20_000 ? link.doubt() : link.reconnect()) },
  });
  const frames = {
    ack: (frame) => outbox.ack(frame),
    reject: (frame) => outbox.reject(frame),
    events(frame) {
      const { added, head, more } = timeline.apply(frame);
      shown.push(...added);
      assert.deepEqual(shown, log.slice(0, shown.length)); // at all times a prefix of the log
      outbox.seen(added);
      if (more) link.send(sync("a", head));
    },
  };
  const link = createLink({
    openSocket: server.openSocket,
    hello: () => hello({ tickets: [{ ticket: "a", after: timeline.after }] }),
    clock,
    random,
    visible: () => true,
    on: {
      frame: (frame) => frames[frame.type]?.(frame),
      live: () => outbox.live(),
      down: () => outbox.down(),
    },
  });
  return { link, outbox, timeline, shown };
}

/** What the server does with one socket's frames; `holes` are those nothing gets through. */
function serve({ socket, log, holes, refuses }) {
  const say = (frame) => !holes.has(socket) && socket.readyState === 1 && socket.say(frame);
  const page = ({ ticket, after }) => {
    const events = log.slice(after, after + 5);
    say({ type: "events", ticket, events, head: log.length, more: after + 5 < log.length });
  };
  const answers = {
    hello({ tickets }) {
      say(welcome);
      tickets.forEach(page);
    },
    subscribe: page,
    sync: (frame) =>
      refuses() ? say({ type: "reject", ticket: "a", code: "unavailable", retry_after: 2 }) : page(frame),
    send({ id, body }) {
      if (refuses()) return say({ type: "reject", id, ticket: "a", code: "unavailable", retry_after: 2 });
      let seq = log.findIndex((event) => event.id === id) + 1;
      if (!seq) seq = log.push({ seq: log.length + 1, id, kind: "message", body });
      say({ type: "ack", id, ticket: "a", seq, at: "" });
    },
  };
  for (const data of socket.sent.splice(0)) {
    if (holes.has(socket)) continue;
    if (typeof data === "string") answers[JSON.parse(data).type](JSON.parse(data));
    else if (data[0] === 2) socket.bytes(3, data[1], 3);
  }
}

test("through two hundred faults: each message once, in order, and the page shows the log", async () => {
  const met = { hole: 0, cut: 0, restart: 0, sleep: 0, refused: 0 };
  for (let seed = 1; seed <= 25; seed++) {
    const random = dice(seed);
    const chance = (p) => random() < p;
    const clock = new Clock();
    const server = createServer();
    const [log, written, holes] = [[], [], new Set()];
    const alice = openPage({ server, clock, random, log });
    let calm = false;
    const refuses = () => !calm && chance(0.1) && Boolean(++met.refused);
    alice.link.open();

    const turn = () => {
      const socket = server.last;
      if (socket.readyState === 0 && (calm || chance(0.7))) socket.accept();
      for (const each of server.sockets)
        if (each.readyState === 1) serve({ socket: each, log, holes, refuses });
      if (socket.readyState === 1 && !holes.has(socket) && chance(0.3)) socket.bytes(1);
    };
    const bobWrites = () => {
      const seq = log.push({ seq: log.length + 1, id: `bob-${log.length}`, kind: "message", body: "yes" });
      const frame = { type: "events", ticket: "a", events: [log[seq - 1]], head: seq, more: false };
      if (alice.link.state === "live" && !holes.has(server.last) && chance(0.5)) server.last.say(frame);
    };
    const faults = [
      () => {
        holes.add(server.last);
        met.hole += 1;
      },
      () => {
        server.last.die();
        met.cut += 1;
      },
      () => {
        server.last.say({ type: "bye", code: 1012, reason: "", retry_after: 4 });
        met.restart += 1;
      },
      () => {
        clock.sleep(random() * 100_000);
        met.sleep += 1;
      },
      () => {
        alice.link.freeze();
        alice.link.nudge("resume");
      },
    ];
    for (let i = 0; i < 300; i++) {
      turn();
      clock.pass(random() * 2_000);
      if (chance(0.15)) written.push((await alice.outbox.add("a", `no. ${i}`)).body);
      if (chance(0.15)) bobWrites();
      if (chance(0.03)) faults[Math.floor(random() * faults.length)]();
    }

    calm = true;
    const healed = clock.now();
    alice.link.nudge("online");
    const behind = () => alice.outbox.items().length || alice.shown.length < log.length;
    while (behind() && clock.now() - healed < 30_000) {
      turn();
      clock.pass(100);
      // As a head in a tick would.
      if (alice.link.state === "live" && !alice.outbox.items().length) alice.link.reconnect();
    }
    assert.ok(!behind(), `seed ${seed}: not whole 30 s after the last fault`);
    const mine = log.filter(({ id }) => id.startsWith("mine-"));
    assert.deepEqual(
      mine.map(({ body }) => body),
      written,
      `seed ${seed}`,
    );
    assert.ok(written.length > 20);
    assert.deepEqual(alice.shown, log);
  }
  assert.ok(
    Object.values(met).every((count) => count > 25),
    `hardly disturbed: ${JSON.stringify(met)}`,
  );
});
