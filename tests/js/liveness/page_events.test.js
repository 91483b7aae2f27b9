// What the browser says of a page, and what the link and its twin make of it.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { followPage } from "../../../static/js/liveness/page_events.js";

let page, doc, told;

beforeEach(() => {
  [page, doc, told] = [new EventTarget(), new EventTarget(), []];
  const link = { nudge: (reason) => told.push(reason), freeze: () => told.push("freeze!") };
  followPage(link, { hurry: () => told.push("hurry!") }, page, doc);
});

const say = (target, name, also = {}) => target.dispatchEvent(Object.assign(new Event(name), also));

describe("each is a reason to look", () => {
  for (const reason of ["online", "offline", "focus"])
    test(reason, () => {
      say(page, reason);
      assert.deepEqual(told, [reason, "hurry!"]);
    });

  test("resume", () => {
    say(doc, "resume");
    assert.deepEqual(told, ["resume", "hurry!"]);
  });

  test("becoming visible, and not becoming hidden", () => {
    doc.visibilityState = "hidden";
    say(doc, "visibilitychange");
    assert.deepEqual(told, []);
    doc.visibilityState = "visible";
    say(doc, "visibilitychange");
    assert.deepEqual(told, ["visible", "hurry!"]);
  });

  test("coming back from the back-forward cache, and not being new", () => {
    say(page, "pageshow", { persisted: false });
    assert.deepEqual(told, []);
    say(page, "pageshow", { persisted: true });
    assert.deepEqual(told, ["resume", "hurry!"]);
  });
});

describe("it lets go of its socket", () => {
  test("when it is frozen", () => {
    say(doc, "freeze");
    assert.deepEqual(told, ["freeze!"]);
  });

  test("when it goes to the back-forward cache, and not when it goes for good", () => {
    say(page, "pagehide", { persisted: false });
    assert.deepEqual(told, []);
    say(page, "pagehide", { persisted: true });
    assert.deepEqual(told, ["freeze!"]);
  });
});
