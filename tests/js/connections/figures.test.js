// Figures in words.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { lasting, time, verdict } from "../../../static/js/connections/figures.js";

const SERVING = { kind: "web", tone: "good", state: "serving" };
const LEADING = { kind: "worker", tone: "good", state: "leading" };

describe("figures in words", () => {
  test("the page in one line names the first trouble", () => {
    const bad = { kind: "web", tone: "bad", state: "beats alone" };
    assert.equal(verdict({ redis: true, processes: [SERVING, LEADING] }).words, "All is well");
    assert.equal(verdict({ redis: true, processes: [bad, bad, LEADING] }).words, "A web process: beats alone, and 1 more");
    assert.match(verdict({ redis: true, processes: [SERVING] }).words, /No heartbeat worker leads/);
    assert.match(verdict({ redis: false, processes: [SERVING] }).words, /Redis can't be reached/);
  });

  test("times", () => {
    assert.deepEqual([0, 0.42, 18.4, 1234].map(time), ["0 ms", "0.4 ms", "18 ms", "1.2 s"]);
    assert.deepEqual([40, 700, 10_000, 200_000].map(lasting), ["40 s", "12 min", "3 h", "2 days"]);
  });
});
