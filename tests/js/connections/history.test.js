// The charts' columns as the page goes on.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createHistory, stretch } from "../../../static/js/connections/history.js";

describe("the charts' history", () => {
  const points = (...at) => ({
    at,
    ...Object.fromEntries(
      ["sockets", "p50", "p95", "repairs", "left", "cut", "no_pong", "other"].map((name) => [
        name,
        at.map((one) => one),
      ]),
    ),
  });

  test("later points replace earlier ones of the same time, in order", () => {
    const history = createHistory();
    history.put(points(10, 15, 20));
    history.put({ ...points(15, 25), sockets: [7, 8] });
    assert.deepEqual(history.columns(3600).at, [10, 15, 20, 25]);
    assert.deepEqual(history.columns(3600).sockets, [10, 7, 20, 8]);
    assert.equal(history.last, 25);
  });

  test("an hour is kept, and a part of it shown", () => {
    const history = createHistory();
    history.put(points(0, 100, 3_700));
    assert.deepEqual(history.columns(3_600).at, [3_700]);
    history.put(points(3_500));
    assert.deepEqual(history.columns(150).at, [3_700]);
    assert.deepEqual(history.columns(300).at, [3_500, 3_700]);
  });

  test("an axis is a minute at least, of one point or none as well", () => {
    assert.deepEqual(stretch([], 500), { min: 440, max: 500 });
    assert.deepEqual(stretch([495], 500), { min: 435, max: 495 });
    assert.deepEqual(stretch([100, 105, 495], 500), { min: 100, max: 495 });
  });
});
