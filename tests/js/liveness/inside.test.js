// Two pages of one browser, and a third of somebody else's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createInside } from "../../../static/js/liveness/inside.js";

function browser() {
  const channels = [];
  return class Channel {
    constructor(name) {
      this.name = name;
      channels.push(this);
    }
    addEventListener(_, hear) {
      this.hear = hear;
    }
    postMessage() {
      for (const other of channels) if (other !== this && other.name === this.name) other.hear({});
    }
  };
}

test("a page that gets in is heard by those of its person that were signed out, and by no other", () => {
  const Channel = browser();
  const again = [];
  const page = (name, owner) =>
    createInside({ owner, again: () => again.push(name), open: (of) => new Channel(of) });
  const [one, two, live, bobs] = [
    page("one", "agent:ada"),
    page("two", "agent:ada"),
    page("live", "agent:ada"),
    page("bob's", "agent:bob"),
  ];
  for (const out of [two, bobs]) out.state("signed-out");
  live.state("live");
  one.state("live");
  assert.deepEqual(again, ["two", "two"]);
  two.state("connecting");
  one.state("live");
  assert.deepEqual(again, ["two", "two"]);
});

test("a browser that refuses channels, or has none, tells nothing, and nothing breaks", () => {
  const refuses = () => {
    throw new DOMException("no", "SecurityError");
  };
  for (const open of [refuses, (name) => new globalThis.NoSuchChannel(name)])
    createInside({ owner: "agent:ada", again: assert.fail, open }).state("live");
});
