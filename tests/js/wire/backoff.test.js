// How long the page waits before another attempt.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CAP_HIDDEN, CAP_VISIBLE, delayBefore, restartDelay } from "../../../static/js/wire/backoff.js";
import { dice } from "../cast.js";

describe("delays", () => {
  test("lie anywhere between nothing and their bound, which doubles up to the cap", () => {
    const random = dice(3);
    for (const [hidden, cap] of [
      [false, CAP_VISIBLE],
      [true, CAP_HIDDEN],
    ]) {
      for (let attempt = 0; attempt < 12; attempt++) {
        const bound = Math.min(cap, 250 * 2 ** attempt);
        const delays = Array.from({ length: 2_000 }, () => delayBefore(attempt, { hidden, random }));
        assert.ok(delays.every((ms) => ms >= 0 && ms < bound));
        assert.ok(Math.min(...delays) < bound * 0.02 && Math.max(...delays) > bound * 0.98);
        const mean = delays.reduce((sum, ms) => sum + ms) / delays.length;
        assert.ok(Math.abs(mean / bound - 0.5) < 0.03, `mean ${mean} of ${bound}`);
      }
    }
  });

  test("stay finite for ever", () => {
    assert.equal(delayBefore(1e9, { hidden: false, random: () => 0.5 }), 2_500);
  });

  test("after a restart: a part of the time asked for, in seconds", () => {
    assert.equal(
      restartDelay(20, () => 0.25),
      5_000,
    );
  });
});
