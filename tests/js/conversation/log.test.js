// The log over midnight.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { createLog } from "../../../static/js/conversation/log.js";
import { Clock } from "../cast.js";

const element = (facts = {}) => ({
  children: [],
  style: {},
  dataset: {},
  textContent: "",
  addEventListener() {},
  contains: () => false,
  replaceChildren() {},
  setAttribute() {},
  get firstElementChild() {
    return this.children[0] ?? null;
  },
  append(child) {
    this.children.push(child);
  },
  insertBefore(child) {
    this.children.push(child);
  },
  ...facts,
});

test("after midnight, what was said today was said yesterday", () => {
  globalThis.document = { createElement: () => element(), activeElement: null };
  globalThis.ResizeObserver = class {
    observe() {}
    disconnect() {}
  };
  const clock = new Clock();
  clock.time = new Date(2026, 10, 22, 23, 59).getTime();
  const messages = element();
  const parts = {
    messages,
    log: element({ firstElementChild: messages }),
    pill: element(),
    pillWords: element(),
  };
  const said = {
    id: "1",
    seq: 1,
    kind: "status",
    author: { role: "agent", name: "Ada" },
    body: "resolved",
    at: new Date(clock.time).toISOString(),
  };
  const timeline = { events: [said], find: () => said };
  const log = createLog({
    parts,
    timeline,
    past: () => null,
    me: () => ({ role: "customer", name: "Carla" }),
    clock,
    reached() {},
  });
  const day = () => messages.children[0].firstElementChild.textContent;
  log.show();
  assert.equal(day(), "Today");
  clock.pass(90_000);
  assert.equal(day(), "Yesterday");
  log.close();
  assert.equal(clock.waiting, 0);
});
