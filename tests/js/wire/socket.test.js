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
});
