// The thin socket: text and bytes told apart, nothing sent before it is open.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { openSocket, socketUrl } from "../../../static/js/wire/socket.js";
import { FakeWebSocket } from "../cast.js";

describe("the socket", () => {
  class Socket extends FakeWebSocket {
    constructor(url) {
      super(url);
      Socket.last = this;
    }
  }
  const open = (on = {}) => [openSocket("wss://x/ws/", on, Socket), Socket.last];

  test("has the page's own host and safety", () => {
    assert.equal(socketUrl({ protocol: "https:", host: "desk.example:8443" }), "wss://desk.example:8443/ws/");
    assert.equal(socketUrl({ protocol: "http:", host: "localhost:8000" }), "ws://localhost:8000/ws/");
  });

  test("tells text from bytes", () => {
    const heard = [];
    const [, browser] = open({
      open: () => {},
      text: (text) => heard.push(text),
      binary: (b) => heard.push(b.byteLength),
    });
    browser.accept();
    browser.say({ a: 1 });
    browser.bytes(1, 2);
    assert.deepEqual(heard, ['{"a":1}', 2]);
  });

  test("takes nothing while it isn't open, and throws nothing either", () => {
    const [socket, browser] = open({ open: () => {}, close: () => {} });
    assert.equal(socket.send("x"), false);
    browser.accept();
    assert.equal(socket.send("x"), true);
    browser.die();
    assert.equal(socket.send("x"), false);
  });

  describe("that was opened before the page's scripts were there", () => {
    function early(more = {}, since = performance.now()) {
      const socket = Object.assign(new FakeWebSocket("wss://x/ws/"), { url: "wss://x/ws/" }, more);
      globalThis.early = { socket, since };
      return socket;
    }
    const isSent = (socket, browser) => socket.send("x") && browser.sent.includes("x");

    test("is taken while it still connects, once", () => {
      const browser = early();
      const heard = [];
      const socket = openSocket("wss://x/ws/", { open: () => heard.push("open") }, Socket);
      browser.accept();
      assert.deepEqual([heard, isSent(socket, browser)], [["open"], true]);
      openSocket("wss://x/ws/", {}, Socket);
      assert.notEqual(Socket.last, browser);
    });

    test("is taken when it is open, and says so", async () => {
      const browser = early();
      browser.accept();
      const heard = [];
      openSocket("wss://x/ws/", { open: () => heard.push("open") }, Socket);
      assert.deepEqual(heard, [], "not before whoever opens it has it");
      await Promise.resolve();
      assert.deepEqual(heard, ["open"]);
    });

    for (const [why, more, since] of [
      ["is closed", { readyState: 3 }, undefined],
      ["is so old that the server may be about to close it", {}, performance.now() - 2_000],
      ["leads elsewhere", { url: "wss://y/ws/" }, undefined],
    ])
      test(`isn't taken when it ${why}, and is ended`, () => {
        const browser = early(more, since);
        let closed = false;
        browser.close = () => (closed = true);
        openSocket("wss://x/ws/", {}, Socket);
        assert.ok(closed);
        assert.equal(browser.onopen ?? null, null);
      });
  });
});
