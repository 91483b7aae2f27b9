// The link and its twin together, as connect.js joins them, behind a proxy that lets sockets open
// and nothing through them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLink } from "../../../static/js/liveness/link.js";
import { createTwin } from "../../../static/js/liveness/http_link.js";
import { Clock, createServer } from "../cast.js";

const TOOK = 20; // ms, an HTTP call
const settle = () => new Promise(setImmediate);

test("HTTP carries the chat, and sockets are tried ever more seldom", async () => {
  const clock = new Clock();
  const server = createServer();
  const answer = {
    status: 200,
    answer: { ticket: "a", events: [], head: 0, more: false },
    retryAfter: 1,
    took: TOOK,
    overtook: false,
  };
  const ask = () => new Promise((resolve) => clock.setTimeout(() => resolve(answer), TOOK));
  const around = {
    hello: () => ({ type: "hello", tickets: [{ ticket: "a", after: 0 }] }),
    clock,
    random: () => 0.5,
    visible: () => true,
  };
  const link = createLink({
    ...around,
    openSocket: server.openSocket,
    carried: () => twin.carries,
    on: { state: (state) => twin.follow(state) },
  });
  const twin = createTwin({ ...around, ask, on: { frame() {}, told() {}, passes: (ms) => link.passes(ms) } });
  link.open();
  const opened = [];
  for (let second = 1; second <= 3_600; second++) {
    for (let part = 0; part < 20; part++) {
      clock.pass(50);
      await settle();
      if (server.last.readyState === 0) server.last.accept();
    }
    opened.push(server.sockets.length);
  }
  assert.equal(twin.works, true);
  assert.ok(opened[59] <= 5, `${opened[59]} in the first minute`);
  assert.ok(opened[599] <= 9, `${opened[599]} in ten`);
  assert.ok(opened[3_599] - opened[599] <= 14, "then one in about four minutes");
});
