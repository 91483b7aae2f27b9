// Figures in words.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import "../words.js";
import { lasting, late, lateness, time, verdict } from "../../../static/js/connections/figures.js";

const SERVING = { kind: "web", tone: "good", state: "serving" };
const LEADING = { kind: "worker", tone: "good", state: "leading" };
const READY = { kind: "jobs", tone: "good", state: "ready" };

describe("figures in words", () => {
  test("the page in one line names the first trouble", () => {
    const bad = { kind: "web", tone: "bad", state: "beats alone" };
    assert.equal(verdict({ redis: true, processes: [SERVING, LEADING, READY] }).words, "All is well");
    assert.match(verdict({ redis: true, processes: [SERVING, LEADING] }).words, /start manage.py jobs/);
    assert.equal(
      verdict({ redis: true, processes: [SERVING, LEADING, { ...READY, tone: "bad", state: "silent" }] })
        .words,
      "A process for jobs: silent",
    );
    assert.equal(
      verdict({ redis: true, processes: [bad, bad, LEADING, READY] }).words,
      "A web process: beats alone, and 1 more",
    );
    assert.match(verdict({ redis: true, processes: [SERVING] }).words, /No heartbeat worker leads/);
    assert.match(verdict({ redis: false, processes: [SERVING] }).words, /Redis can't be reached/);
  });

  test("how late the work is", () => {
    assert.deepEqual([0, 2.9, 40, 700].map(late), ["on time", "on time", "40 s late", "12 min late"]);
    assert.equal(lateness({ overdue: 0.4, reactions: 0 }), "Nothing is late.");
    assert.equal(lateness({ overdue: 5, reactions: 320 }), "The oldest has waited for 5 min.");
  });

  test("times", () => {
    assert.deepEqual([0, 0.42, 18.4, 1234].map(time), ["0 ms", "0.4 ms", "18 ms", "1.2 s"]);
    assert.deepEqual([40, 700, 10_000, 200_000].map(lasting), ["40 s", "12 min", "3 h", "2 days"]);
  });
});
