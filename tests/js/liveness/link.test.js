// Alice's page and its link, through all that may happen to it. Times in milliseconds.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { createLink } from "../../../static/js/liveness/link.js";
import { Clock, createServer, dice, events, welcome } from "../cast.js";

const PONG = [1];
let clock, server, link, told, heard, after, visible, roll, tickets;

beforeEach(() => {
  clock = new Clock();
  server = createServer();
  told = [];
  heard = [];
  after = 0;
  visible = true;
  roll = () => 0.5;
  tickets = ["a"];
  link = createLink({
    openSocket: server.openSocket,
    hello: () => ({ type: "hello", v: 1, tickets: tickets.map((ticket) => ({ ticket, after })) }),
    clock,
    random: () => roll(),
    visible: () => visible,
    on: {
      state: (state) => told.push(state),
      live: () => told.push("live!"),
      down: () => told.push("down!"),
      frame: (frame) => {
        heard.push(frame.type);
        if (frame.type === "events") after = frame.head;
      },
    },
  });
});

function goLive() {
  if (link.state === "closed") link.open();
  server.last.accept();
  server.last.say(welcome);
  for (const ticket of tickets) server.last.say(events(ticket));
  assert.equal(link.state, "live");
  told.length = 0;
  return server.last;
}

function stayLive(ms) {
  const socket = server.last;
  for (let left = ms; left > 0; left -= 5_000) {
    clock.pass(Math.min(left, 5_000));
    socket.bytes(1);
  }
  assert.equal(link.state, "live");
  return socket;
}

function probes(socket) {
  return socket.binaries.filter(([kind]) => kind === 2);
}

function answer(socket) {
  socket.bytes(3, probes(socket).at(-1)[1], 3);
}

describe("coming up", () => {
  test("waiting, connecting, syncing, live", () => {
    assert.equal(link.state, "closed");
    link.open();
    assert.deepEqual(server.last.frames, []);
    server.last.accept();
    assert.deepEqual(server.last.frames, [{ type: "hello", v: 1, tickets: [{ ticket: "a", after: 0 }] }]);
    server.last.say(welcome);
    assert.equal(link.state, "syncing");
    server.last.say(events("a", 1, 2));
    assert.deepEqual(told, ["connecting", "syncing", "live", "live!"]);
  });

  test("messages come as array buffers, for blobs are read out of order", () => {
    link.open();
    assert.equal(server.last.binaryType, "arraybuffer");
  });

  test("live only after the last page of every ticket", () => {
    tickets = ["a", "b"];
    link.open();
    server.last.accept();
    server.last.say(welcome);
    server.last.say({ ...events("a", 1), head: 9, more: true });
    server.last.say(events("b"));
    assert.equal(link.state, "syncing");
    server.last.say(events("a", 2, 9));
    assert.equal(link.state, "live");
  });

  test("with no ticket to follow, the welcome is all", () => {
    tickets = [];
    link.open();
    server.last.accept();
    server.last.say(welcome);
    assert.equal(link.state, "live");
  });

  test("the page has applied everything when it is told that it is live", () => {
    let held;
    link = createLink({
      openSocket: server.openSocket,
      clock,
      random: roll,
      visible: () => true,
      hello: () => ({ type: "hello", v: 1, tickets: [{ ticket: "a", after }] }),
      on: { frame: (frame) => (after = frame.head ?? after), live: () => (held = after) },
    });
    goLive();
    assert.equal(held, 0);
    server.last.die();
    clock.pass(125);
    server.last.accept();
    server.last.say(welcome);
    server.last.say(events("a", 1, 2));
    assert.equal(held, 2);
  });

  test("a ticket of others holds nothing up", () => {
    tickets = ["a", "b"];
    link.open();
    server.last.accept();
    server.last.say(welcome);
    server.last.say(events("a"));
    server.last.say({ type: "reject", ticket: "b", code: "not_found", message: "" });
    assert.equal(link.state, "live");
  });

  test("a ticket that couldn't be read is asked for again, from where the page is then", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    server.last.say({ type: "reject", ticket: "a", code: "unavailable", message: "", retry_after: 3 });
    after = 7;
    clock.pass(2_999);
    assert.equal(server.last.frames.length, 1);
    clock.pass(1);
    assert.deepEqual(server.last.frames[1], { type: "subscribe", ticket: "a", after: 7 });
    assert.equal(link.state, "syncing");
  });

  test("unless the page has left it meanwhile", () => {
    goLive();
    server.last.say({ type: "reject", ticket: "a", code: "unavailable", message: "", retry_after: 3 });
    tickets = ["b"];
    clock.pass(3_000);
    assert.equal(server.last.frames.length, 1);
  });

  test("a ticket that the page has left is not waited for, however much of it is missing", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    server.last.say({ ...events("a", 1), more: true });
    tickets = ["b"];
    link.send({ type: "unsubscribe", ticket: "a" });
    assert.equal(link.state, "live");
  });

  test("nor one that it left before the welcome", () => {
    link.open();
    server.last.accept();
    tickets = [];
    link.send({ type: "unsubscribe", ticket: "a" });
    server.last.say(welcome);
    assert.equal(link.state, "live");
  });

  test("a ticket opened between hello and welcome holds nothing up", () => {
    link.open();
    server.last.accept();
    tickets = ["b"];
    assert.equal(link.send({ type: "subscribe", ticket: "b", after: 0 }), true);
    server.last.say(welcome);
    server.last.say(events("a"));
    assert.equal(link.state, "live");
  });

  test("a hello refused for now is said again, on a new socket, after the time asked for", () => {
    link.open();
    server.last.accept();
    server.last.say({ type: "reject", code: "unavailable", message: "", retry_after: 2 });
    assert.equal(link.state, "waiting");
    link.nudge("send");
    assert.equal(link.retryAt, clock.now() + 2_125);
    clock.pass(2_125);
    assert.equal(link.state, "connecting");
  });

  test("so is any frame, when nobody knows which one was refused", () => {
    goLive().say({ type: "reject", code: "rate_limited", message: "", retry_after: 1 });
    assert.deepEqual(told, ["down!", "waiting"]);
  });

  test("what was refused for good, or names its frame, is the page's affair", () => {
    const socket = goLive();
    socket.say({ type: "reject", code: "bad_frame", message: "" });
    socket.say({ type: "reject", id: "m1", ticket: "a", code: "rate_limited", message: "", retry_after: 1 });
    clock.pass(5_000);
    assert.deepEqual(told, []);
    assert.equal(socket.frames.length, 1);
  });

  test("a machine that slept through its hello is not stopped for it", () => {
    link.open();
    clock.sleep(3_600_000);
    server.last.say({ type: "bye", code: 4400, reason: "no hello within 5 s" });
    assert.equal(link.state, "waiting");
    clock.pass(125);
    server.last.die(4400); // but this is a verdict
    assert.equal(link.state, "stopped");
  });

  test("a rejected message is no rejected ticket", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    server.last.say({ type: "reject", ticket: "a", id: "m1", code: "not_found", message: "" });
    assert.equal(link.state, "syncing");
  });

  test("no welcome within 5 s of the attempt: another attempt", () => {
    link.open();
    clock.pass(3_000);
    server.last.accept();
    clock.pass(1_999);
    assert.equal(link.state, "connecting");
    clock.pass(1);
    assert.equal(link.state, "waiting");
    clock.pass(15_000);
    assert.equal(server.sockets.length, 2);
  });

  test("a server that pings and never gets the page in step is left for another", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    for (let i = 0; i < 2; i++) {
      clock.pass(10_000);
      server.last.bytes(1);
    }
    assert.equal(link.state, "syncing");
    clock.pass(10_000);
    server.last.bytes(1);
    assert.equal(link.state, "waiting");
    assert.deepEqual(server.last.binaries, [PONG, PONG, PONG]);
  });

  test("a slow page after page is progress", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    for (let seq = 1; seq < 10; seq++) {
      clock.pass(9_000);
      server.last.bytes(1);
      clock.pass(9_000);
      server.last.bytes(1);
      server.last.say({ ...events("a", seq), more: true });
    }
    assert.equal(link.state, "syncing");
  });

  test("a socket that can't even be made is a loss like any other", () => {
    let tries = 0;
    link = createLink({
      clock,
      random: roll,
      visible: () => true,
      on: { state: (state) => told.push(state) },
      hello: () => ({ tickets: [] }),
      openSocket: () => {
        tries += 1;
        throw new Error("SecurityError");
      },
    });
    link.open();
    assert.equal(link.send({ type: "typing", ticket: "a" }), false, "there is nothing to send on");
    clock.pass(0);
    assert.equal(link.state, "waiting", "known at once: no welcome is waited for");
    clock.pass(60_000);
    assert.deepEqual(told.slice(0, 3), ["connecting", "waiting", "connecting"]);
    assert.ok(tries > 5);
  });
});

describe("the heartbeat", () => {
  test("a ping is answered at once, whatever else hangs on its first byte", () => {
    const socket = goLive();
    socket.bytes(1);
    socket.bytes(1, 7, 7);
    assert.deepEqual(socket.binaries, [PONG, PONG]);
  });

  test("even before the welcome", () => {
    link.open();
    server.last.accept();
    server.last.bytes(1);
    assert.deepEqual(server.last.binaries, [PONG]);
  });

  test("needs no timer: a page whose timers sleep goes on answering", () => {
    const socket = goLive();
    for (let i = 0; i < 10; i++) {
      clock.time += 10_000;
      socket.bytes(1);
    }
    assert.equal(socket.binaries.length, 10);
    assert.equal(link.state, "live");
  });

  test("each message puts off the doubt", () => {
    goLive();
    for (let i = 0; i < 20; i++) {
      clock.pass(10_999);
      server.last.say(i % 2 ? { type: "typing", ticket: "a" } : events("a"));
    }
    assert.deepEqual(told, []);
  });

  test("what no one can read is a sign of life, and nothing else", () => {
    const socket = goLive();
    clock.pass(10_000);
    socket.onmessage({ data: "{nonsense" });
    socket.bytes();
    socket.bytes(99);
    clock.pass(10_999);
    assert.deepEqual(told, []);
    assert.deepEqual(socket.binaries, []);
  });
});

describe("doubt", () => {
  test("silence of the welcome's `timeout` is a doubt, and an answer ends it", () => {
    const socket = goLive();
    clock.pass(10_999);
    assert.equal(link.state, "live");
    clock.pass(1);
    assert.equal(link.state, "doubting");
    assert.deepEqual(probes(socket), [[2, 1]]);
    clock.pass(1_999);
    socket.bytes(3, 1, 0b110);
    assert.deepEqual(told, ["doubting", "live"]);
    assert.deepEqual(link.health, { n: 1, ticking: false, database: true, draining: true });
    assert.equal(server.sockets.length, 1);
  });

  test("no answer in 2 s: abandoned, and another socket", () => {
    const socket = goLive();
    clock.pass(11_000 + 1_999);
    assert.equal(link.state, "doubting");
    clock.pass(1);
    assert.deepEqual(told, ["doubting", "down!", "waiting"]);
    assert.equal(socket.closes, 1);
    clock.pass(125);
    assert.equal(server.sockets.length, 2);
    assert.deepEqual(told.slice(3), ["connecting"]);
  });

  test("in black holes of any moment: noticed within interval + 1 s + 2 s", () => {
    const random = dice(7);
    for (let i = 0; i < 200; i++) {
      const socket = goLive();
      stayLive(Math.floor(random() * 30_000));
      const silentSince = clock.now();
      while (server.last === socket && link.state !== "waiting") clock.pass(10);
      assert.ok(clock.now() - silentSince <= 13_010);
      link.close();
    }
  });

  test("only this probe's answer counts, for pings still come in where nothing gets out", () => {
    const socket = goLive();
    link.doubt();
    answer(socket);
    link.doubt();
    assert.deepEqual(probes(socket), [
      [2, 1],
      [2, 2],
    ]);
    socket.bytes(3, 1, 3);
    socket.bytes(1);
    socket.say({ type: "typing", ticket: "a" });
    assert.equal(link.state, "doubting");
    clock.pass(2_000);
    assert.equal(link.state, "waiting");
  });

  test("an answer while catching up leads back to catching up", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    clock.pass(11_000);
    assert.equal(link.state, "doubting");
    answer(server.last);
    assert.equal(link.state, "syncing");
    server.last.say(events("a"));
    assert.equal(link.state, "live");
  });

  test("the last page may come in mid-doubt", () => {
    link.open();
    server.last.accept();
    server.last.say(welcome);
    link.doubt();
    server.last.say(events("a"));
    assert.equal(link.state, "doubting");
    answer(server.last);
    assert.deepEqual(told, ["connecting", "syncing", "doubting", "live", "live!"]);
  });

  test("a doubt on a socket that is closing already ends there", () => {
    const socket = goLive();
    socket.readyState = 2;
    link.doubt();
    assert.equal(link.state, "waiting");
  });

  test("probes are counted in one byte", () => {
    const socket = goLive();
    for (let i = 0; i < 300; i++) {
      link.doubt();
      answer(socket);
      assert.equal(link.state, "live");
    }
    assert.deepEqual(probes(socket).at(-1), [2, 300 % 256]);
  });

  test("a mere doubt is no new connection: nothing is said to the outbox", () => {
    const socket = goLive();
    link.doubt();
    answer(socket);
    assert.deepEqual(told, ["doubting", "live"]);
  });
});

describe("late timers", () => {
  test("a watchdog that slept an hour probes, and doesn't close", () => {
    const socket = goLive();
    clock.sleep(3_600_000);
    assert.equal(link.state, "doubting");
    assert.equal(socket.closes, 0);
    answer(socket);
    assert.equal(link.state, "live");
  });

  test("a probe whose answer waits behind a late timer is sent again", () => {
    const socket = goLive();
    link.doubt();
    clock.sleep(60_000);
    assert.equal(link.state, "doubting");
    assert.equal(probes(socket).length, 2);
    answer(socket);
    assert.equal(link.state, "live");
  });

  test("each doubt has that grace anew", () => {
    const socket = goLive();
    for (let i = 0; i < 3; i++) {
      link.doubt();
      clock.sleep(60_000);
      answer(socket);
      assert.equal(link.state, "live");
    }
  });

  test("but a dead link is left, even where every timer is late", () => {
    goLive();
    clock.sleep(60_000);
    clock.sleep(60_000);
    assert.equal(link.state, "doubting");
    clock.sleep(60_000);
    assert.equal(link.state, "waiting");
  });

  test("a second late, as in any hidden page, is not late", () => {
    goLive();
    link.doubt();
    clock.sleep(3_000);
    assert.equal(link.state, "waiting");
  });

  test("a welcome that waits behind a late timer is still welcome", () => {
    link.open();
    server.last.accept();
    clock.sleep(60_000);
    assert.equal(link.state, "connecting");
    server.last.say(welcome);
    assert.equal(link.state, "syncing");
    clock.sleep(60_000);
    server.last.bytes(1);
    answer(server.last);
    assert.equal(link.state, "syncing");
  });

  test("a clock set back by an hour harms nothing", () => {
    const socket = goLive();
    clock.time -= 3_600_000;
    socket.bytes(1);
    clock.pass(11_000);
    answer(socket);
    assert.equal(link.state, "live");
  });
});

describe("loss and return", () => {
  test("comes back with what it has: recovery is the start path", () => {
    goLive();
    server.last.say(events("a", 1, 2, 3));
    server.last.die();
    assert.deepEqual(told, ["down!", "waiting"]);
    clock.pass(125);
    server.last.accept();
    assert.deepEqual(server.last.frames[0].tickets, [{ ticket: "a", after: 3 }]);
  });

  test("an abandoned socket is never heard again", () => {
    const old = goLive();
    const ears = { ...old };
    clock.pass(13_000 + 125);
    assert.equal(server.sockets.length, 2);
    assert.equal(old.onmessage, null);
    goLive();
    // Not even if a browser should have queued its events before the handlers went.
    after = 3;
    ears.onmessage({ data: JSON.stringify(events("a", 4)) });
    ears.onmessage({ data: new Uint8Array([1]).buffer });
    ears.onclose({ code: 4401, reason: "" });
    ears.onopen();
    assert.equal(after, 3);
    assert.equal(link.state, "live");
    assert.equal(server.sockets.length, 2);
    assert.deepEqual(told, []);
  });

  test("a socket that still connects is closed at once: browsers open one at a time, and the next would wait", () => {
    link.open();
    const slow = server.last;
    clock.pass(5_000);
    assert.equal(link.state, "waiting");
    assert.equal(slow.closes, 1);
    slow.accept();
    assert.deepEqual(slow.frames, []);
  });

  test("after an attempt that nobody answered it waits for HTTP to find out, and connects all the same in the end", () => {
    roll = () => 0.999999;
    link.open();
    const waits = [];
    for (let i = 0; i < 7; i++) {
      const before = server.sockets.length;
      clock.pass(5_000);
      assert.equal(link.state, "waiting");
      assert.equal(link.retryAt, null, "nobody can say when");
      for (const reason of ["send", "focus", "offline"]) link.nudge(reason);
      const since = clock.now();
      while (server.sockets.length === before) clock.pass(100);
      waits.push(Math.round((clock.now() - since) / 1000));
    }
    assert.deepEqual(waits, [20, 40, 80, 160, 300, 300, 300]);
    link.close();
    goLive();
    server.last.die();
    assert.ok(link.retryAt - clock.now() <= 5_000, "a welcome ends it");
  });

  for (const reason of ["online", "visible", "resume", "now"])
    test(`${reason}: even then, at once`, () => {
      link.open();
      clock.pass(5_000);
      link.nudge(reason);
      assert.equal(link.state, "connecting");
    });

  test("delays grow from 250 ms to 5 s, and it never gives up", () => {
    roll = () => 0.999999;
    link.open();
    const delays = [];
    for (let i = 0; i < 1_100; i++) {
      server.last.die();
      delays.push(Math.round(link.retryAt - clock.now()));
      clock.pass(delays.at(-1) + 1);
      assert.equal(link.state, "connecting");
    }
    assert.deepEqual(delays.slice(0, 7), [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    assert.equal(delays.at(-1), 5_000);
  });

  test("hidden, it takes up to 30 s", () => {
    visible = false;
    roll = () => 0.999999;
    link.open();
    for (let i = 0; i < 10; i++) {
      server.last.die();
      if (i < 9) clock.pass(link.retryAt - clock.now());
    }
    assert.equal(Math.round(link.retryAt - clock.now()), 30_000);
  });

  test("short successes don't count: the delays go on growing until 10 s of live", () => {
    roll = () => 0.999999;
    const loseAfter = (ms) => {
      goLive();
      stayLive(ms);
      server.last.die();
      const delay = Math.round(link.retryAt - clock.now());
      clock.pass(delay + 1);
      return delay;
    };
    assert.deepEqual([loseAfter(5_000), loseAfter(9_999), loseAfter(5_000)], [250, 500, 1_000]);
    assert.deepEqual([loseAfter(10_000), loseAfter(1)], [250, 500]);
  });

  test("a doubt in between doesn't count against it", () => {
    roll = () => 0.999999;
    goLive();
    server.last.die();
    clock.pass(250);
    const socket = goLive();
    stayLive(6_000);
    link.doubt();
    answer(socket);
    stayLive(6_000);
    socket.die();
    assert.equal(Math.round(link.retryAt - clock.now()), 250);
  });

  test("silence at the end is no time of live", () => {
    roll = () => 0.999999;
    goLive();
    server.last.die();
    clock.pass(250);
    goLive();
    clock.pass(13_000);
    assert.equal(link.state, "waiting");
    assert.equal(Math.round(link.retryAt - clock.now()), 500);
  });

  test("says when it will try again", () => {
    goLive();
    assert.equal(link.retryAt, null);
    server.last.die();
    assert.equal(link.retryAt, clock.now() + 125);
    clock.pass(125);
    assert.equal(link.retryAt, null);
  });

  test("reconnect(): the page's own doubt about a link that answers", () => {
    const old = goLive();
    link.reconnect();
    assert.equal(old.closes, 1);
    assert.deepEqual(told, ["down!", "waiting"]);
    clock.pass(125);
    assert.equal(link.state, "connecting");
  });

  test("a page whose own code fails keeps its link", () => {
    const socket = goLive();
    link = createLink({
      openSocket: server.openSocket,
      clock,
      random: roll,
      visible: () => true,
      hello: () => ({ tickets: [] }),
      on: {
        frame: () => {
          throw new Error("a bug of the page");
        },
      },
    });
    link.open();
    assert.notEqual(server.last, socket);
    server.last.accept();
    assert.throws(() => server.last.say(welcome), /bug of the page/);
    assert.equal(link.state, "live");
  });
});

describe("what the server says with a close", () => {
  for (const code of [1001, 1012, 4012]) {
    test(`${code}: back in a random part of the time that the bye gave`, () => {
      for (const part of [0, 0.25, 0.999]) {
        roll = () => part;
        const old = goLive();
        old.say({ type: "bye", code, reason: "deploy", retry_after: 20 });
        assert.equal(link.state, "waiting");
        assert.equal(link.retryAt - clock.now(), part * 20_000);
        old.die(code);
        assert.equal(server.last, old);
        clock.pass(part * 20_000);
        assert.notEqual(server.last, old);
        link.close();
      }
    });

    test(`${code} without a bye: of 5 s`, () => {
      goLive().die(code);
      assert.equal(link.retryAt - clock.now(), 2_500);
    });
  }

  test("a thousand pages spread over a restart", () => {
    const random = dice(1);
    roll = random;
    const delays = [];
    for (let i = 0; i < 1_000; i++) {
      goLive().say({ type: "bye", code: 4012, reason: "", retry_after: 10 });
      delays.push(link.retryAt - clock.now());
      link.close();
    }
    for (let second = 0; second < 10; second++) {
      const share = delays.filter((ms) => Math.floor(ms / 1000) === second).length;
      assert.ok(share > 60 && share < 140, `${share} in second ${second}`);
    }
  });

  for (const code of [4400, 4403, 4404]) {
    test(`${code}: stops, and says why`, () => {
      goLive().say({ type: "bye", code, reason: "because" });
      assert.equal(link.state, "stopped");
      assert.deepEqual(link.stop, { code, reason: "because" });
      for (const reason of ["online", "visible", "focus", "resume", "send", "now"]) link.nudge(reason);
      clock.pass(3_600_000);
      assert.equal(server.sockets.length, 1);
      link.open();
      assert.equal(link.state, "connecting");
      assert.equal(link.stop, null);
    });
  }

  test("4401: tries the cookie that the browser has by then, once, and waits for a sign-in, then resumes", () => {
    goLive().die(4401);
    assert.deepEqual(told, ["down!", "waiting"]);
    clock.pass(3_000);
    server.last.accept();
    server.last.say({ type: "bye", code: 4401, reason: "Sign in again." });
    assert.equal(link.state, "signed-out");
    clock.pass(3_600_000);
    assert.equal(server.sockets.length, 2);
    link.nudge("visible"); // signed in again in another tab
    assert.equal(link.state, "connecting");
    goLive();
  });

  test("4401 where the browser has a new cookie: goes on with it", () => {
    goLive().say({ type: "bye", code: 4401, reason: "You have been signed out." });
    clock.pass(3_000);
    goLive();
    assert.ok(!told.includes("signed-out"));
  });

  test("4401 heard by HTTP: a live link tries the cookie too, and who has none rests", () => {
    goLive();
    for (const _ of ["the list", "the agents"]) link.told({ code: 4401 });
    assert.equal(link.state, "waiting");
    clock.pass(3_000);
    link.told({ code: 4401 });
    assert.equal(link.state, "signed-out");
  });

  test("a write that was refused since the sign-in has ended is no refusal to the page", () => {
    const socket = goLive();
    socket.say({
      type: "reject",
      id: "mine",
      ticket: "a",
      code: "signed_out",
      message: "You have been signed out.",
    });
    assert.ok(!heard.includes("reject"));
    assert.equal(link.state, "waiting");
    clock.pass(3_000);
    assert.equal(server.sockets.length, 2);
  });

  for (const code of [1000, 1006, 1011, 4408, 4413, 4999]) {
    test(`${code}: resumes`, () => {
      goLive().die(code);
      assert.equal(link.retryAt - clock.now(), 125);
    });
  }

  test("4429: not before retry_after, whoever asks", () => {
    const old = goLive();
    old.say({ type: "bye", code: 4429, reason: "too much", retry_after: 30 });
    assert.equal(link.held, true);
    for (const reason of ["online", "visible", "focus", "send", "now"]) link.nudge(reason);
    clock.pass(30_000);
    assert.equal(server.last, old);
    clock.pass(125);
    assert.notEqual(server.last, old);
    assert.equal(link.held, false);
  });

  test("4429 that gives no time: 5 s", () => {
    goLive().die(4429);
    assert.equal(link.retryAt - clock.now(), 5_125);
  });
});

describe("nudges", () => {
  for (const reason of ["online", "offline", "visible", "focus", "resume"]) {
    test(`${reason}: a live link is probed at once`, () => {
      const socket = goLive();
      link.nudge(reason);
      assert.equal(link.state, "doubting");
      assert.equal(probes(socket).length, 1);
      link.nudge("focus"); // they come in pairs
      assert.equal(probes(socket).length, 1);
      clock.pass(2_000);
      assert.equal(link.state, "waiting");
    });
  }

  for (const reason of ["online", "visible", "focus", "resume", "send", "now"]) {
    test(`${reason}: a waiting link connects at once`, () => {
      goLive().die(1012);
      link.nudge(reason);
      assert.equal(link.state, "connecting");
      assert.equal(server.sockets.length, 2);
      clock.pass(4_999); // and the attempt that was due is not made on top of it
      assert.equal(server.sockets.length, 2);
    });
  }

  test("offline: no reason to connect, and none to stop trying", () => {
    goLive().die();
    link.nudge("offline");
    assert.equal(link.state, "waiting");
    clock.pass(125);
    assert.equal(link.state, "connecting");
  });

  test("send: no reason to doubt a live link", () => {
    const socket = goLive();
    link.nudge("send");
    link.nudge("now");
    assert.equal(link.state, "live");
    assert.deepEqual(socket.binaries, []);
  });

  test("an attempt under way is left alone", () => {
    link.open();
    link.nudge("online");
    link.nudge("send");
    link.doubt();
    link.open();
    assert.equal(server.sockets.length, 1);
    assert.equal(link.state, "connecting");
  });

  test("before open() they do nothing", () => {
    link.nudge("online");
    assert.equal(server.sockets.length, 0);
  });
});

describe("when HTTP is answered after a silence", () => {
  const fail = (times) => {
    link.open();
    for (let i = 0; i < times; i++) {
      server.last.die();
      if (i < times - 1) clock.pass(link.retryAt - clock.now());
    }
  };

  test("who waits for the next attempt waits no longer than for the first", () => {
    fail(8);
    assert.equal(link.retryAt - clock.now(), 2_500);
    link.passes(20);
    assert.equal(link.retryAt - clock.now(), 125);
    clock.pass(125);
    assert.equal(link.state, "connecting");
  });

  test("an attempt that takes far longer than the call is left for another", () => {
    link.open();
    clock.pass(2_000);
    const old = server.last;
    link.passes(20);
    clock.pass(0);
    assert.equal(old.closes, 1);
    clock.pass(125);
    assert.equal(server.sockets.length, 2);
  });

  test("one that has just begun gets the time of four calls and half a second", () => {
    link.open();
    clock.pass(100);
    link.passes(200);
    clock.pass(1_199);
    assert.equal(link.state, "connecting");
    clock.pass(1);
    assert.equal(link.state, "waiting");
  });

  test("and on a slow line more than it would have had: at 3 s a trip a socket takes nine", () => {
    link.open();
    link.passes(3_000);
    clock.pass(12_499);
    assert.equal(link.state, "connecting");
    clock.pass(1);
    assert.equal(link.state, "waiting");
    link.nudge("now");
    clock.pass(12_499);
    assert.equal(link.state, "connecting", "the next one too");
  });

  test("the time that a server asked for is not cut short", () => {
    goLive().say({ type: "bye", code: 4012, reason: "", retry_after: 20 });
    const due = link.retryAt;
    link.passes(20);
    assert.equal(link.retryAt, due);
    link.close();
    goLive().say({ type: "bye", code: 4429, reason: "", retry_after: 30 });
    link.passes(20);
    assert.equal(link.held, true);
    assert.equal(link.retryAt - clock.now(), 30_125);
  });

  for (const state of ["live", "doubting", "frozen", "closed"])
    test(`nothing, when the link is ${state}`, () => {
      goLive();
      if (state === "doubting") link.doubt();
      if (state === "frozen") link.freeze();
      if (state === "closed") link.close();
      link.passes(20);
      clock.pass(1_000);
      assert.equal(link.state, state);
      assert.equal(server.sockets.length, 1);
    });
});

describe("while HTTP carries the chat", () => {
  let carried;

  beforeEach(() => {
    carried = true;
    roll = () => 0.999999;
    link = createLink({
      openSocket: server.openSocket,
      clock,
      random: () => roll(),
      visible: () => visible,
      carried: () => carried,
      hello: () => ({ type: "hello", v: 1, tickets: [] }),
      on: { state: (state) => told.push(state) },
    });
  });

  test("sockets that are refused are tried ever more seldom", () => {
    link.open();
    const delays = [];
    for (let i = 0; i < 8; i++) {
      server.last.die();
      delays.push(Math.round(link.retryAt - clock.now()));
      clock.pass(delays.at(-1) + 1);
    }
    assert.deepEqual(delays, [250, 1_000, 4_000, 16_000, 64_000, 256_000, 300_000, 300_000]);
  });

  test("so are sockets that open, and through which nothing comes", () => {
    link.open();
    const since = clock.now();
    while (clock.now() - since < 3_600_000) {
      if (server.last.readyState === 0) server.last.accept();
      clock.pass(1_000);
    }
    assert.ok(server.sockets.length < 20, String(server.sockets.length));
    link.passes(20); // after a silence of both
    assert.ok(link.state === "connecting" || link.retryAt - clock.now() <= 250);
  });

  test("no send and no focus opens one, and news of the network does, and counts anew", () => {
    link.open();
    for (let i = 0; i < 8; i++) {
      server.last.die();
      if (i < 7) clock.pass(link.retryAt - clock.now() + 1);
    }
    assert.ok(link.retryAt - clock.now() > 100_000);
    for (const reason of ["send", "focus", "offline"]) link.nudge(reason);
    assert.equal(link.state, "waiting");
    link.nudge("online");
    assert.equal(link.state, "connecting");
    server.last.die();
    assert.equal(Math.round(link.retryAt - clock.now()), 250);
  });

  test("and as often as ever when HTTP carries it no more", () => {
    link.open();
    for (let i = 0; i < 8; i++) {
      server.last.die();
      carried = i < 6;
      if (i < 7) clock.pass(link.retryAt - clock.now() + 1);
    }
    assert.equal(Math.round(link.retryAt - clock.now()), 5_000);
  });
});

describe("freezing", () => {
  test("a frozen page lets go of its socket, and resumes with a new one", () => {
    const old = goLive();
    link.freeze();
    assert.deepEqual(told, ["down!", "frozen"]);
    assert.equal(old.closes, 1);
    clock.pass(3_600_000);
    assert.equal(server.sockets.length, 1);
    link.nudge("offline");
    assert.equal(link.state, "frozen");
    link.nudge("resume");
    assert.equal(link.state, "connecting");
    goLive();
  });

  test("a waiting page tries nothing while it is frozen", () => {
    goLive().die();
    link.freeze();
    clock.pass(60_000);
    assert.equal(server.sockets.length, 1);
    assert.equal(link.retryAt, null);
  });

  test("a stopped, a signed-out or a closed page stays what it is", () => {
    link.freeze();
    assert.equal(link.state, "closed");
    link.open();
    server.last.accept();
    server.last.die(4401);
    link.freeze();
    assert.equal(link.state, "signed-out");
    link.open();
    goLive().die(4404);
    link.freeze();
    assert.equal(link.state, "stopped");
  });
});

describe("sending", () => {
  test("not before the hello, not without a link", () => {
    const typing = { type: "typing", ticket: "a" };
    assert.equal(link.send(typing), false);
    link.open();
    assert.equal(link.send(typing), false);
    server.last.accept();
    assert.equal(link.send(typing), true);
    assert.deepEqual(
      server.last.frames.map(({ type }) => type),
      ["hello", "typing"],
    );
    server.last.die();
    assert.equal(link.send(typing), false);
  });

  test("a frame over 64 KiB never reaches the socket", () => {
    const socket = goLive();
    const frame = (text) => ({ type: "send", body: text });
    const room = 65_536 - JSON.stringify(frame("")).length;
    assert.equal(link.send(frame("x".repeat(room))), true);
    assert.equal(link.send(frame("x".repeat(room + 1))), false);
    assert.equal(link.send(frame("é".repeat(room / 2 + 1))), false);
    assert.equal(socket.frames.length, 2);
  });

  test("closed for good, with nothing left behind", () => {
    const socket = goLive();
    link.close();
    assert.deepEqual(told, ["down!", "closed"]);
    assert.equal(socket.closes, 1);
    assert.equal(clock.waiting, 0);
  });
});

test("through a thousand random faults it is never stuck and has one socket at a time", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = dice(seed);
    roll = random;
    link.open();
    const pick = (list) => list[Math.floor(random() * list.length)];
    for (let i = 0; i < 1_000; i++) {
      const socket = server.last;
      pick([
        () => clock.pass(random() * 12_000),
        () => clock.sleep(random() * 100_000),
        () => socket.readyState === 0 && socket.accept(),
        () => socket.readyState === 1 && socket.say(welcome),
        () => socket.readyState === 1 && socket.say(events("a")),
        () => socket.readyState === 1 && socket.bytes(1),
        () => probes(socket).length && answer(socket),
        () => socket.die(pick([1006, 1012, 4401, 4408, 4429])),
        () => link.nudge(pick(["online", "offline", "visible", "focus", "resume", "send", "now"])),
        () => link.freeze(),
        () => (visible = random() < 0.5),
      ])();
      const open = server.sockets.filter(({ readyState, onmessage }) => readyState < 2 && onmessage);
      assert.ok(open.length <= 1, `seed ${seed}, step ${i}`);
    }
    link.nudge("resume");
    for (let i = 0; link.state !== "live" && i < 200; i++) {
      clock.pass(1_000);
      if (server.last.readyState === 0) server.last.accept();
      if (link.state === "connecting") server.last.say(welcome);
      if (link.state === "syncing") server.last.say(events("a"));
      if (link.state === "doubting") answer(server.last);
    }
    assert.equal(link.state, "live", `seed ${seed}`);
    link.close();
  }
});
