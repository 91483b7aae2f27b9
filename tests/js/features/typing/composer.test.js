// Typing at a conversation: said by keys, heard of others.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openComposer } from "../../../../static/js/features/typing/composer.js";
import { PAGE_TYPES, SERVER_TYPES, typing } from "../../../../static/js/features/typing/frames.js";
import { callOf } from "../../../../static/js/wire/calls.js";
import { Clock } from "../../cast.js";

test("a key says it, a word of another shows it, and their message ends it", () => {
  const [sent, heard, line] = [[], {}, { textContent: "" }];
  const ada = { role: "agent", name: "Ada", key: "7" };
  const clock = new Clock();
  const part = openComposer(
    { firstElementChild: line },
    {
      ticket: "t",
      isMe: ({ role }) => role === "customer",
      send: (frame) => Boolean(sent.push(frame)),
      clock,
      on: (type, handle) => (heard[type] = handle),
    },
  );
  part.typed();
  part.typed();
  assert.deepEqual(sent, [{ type: "typing", ticket: "t" }]);
  part.sent();
  part.typed();
  assert.equal(sent.length, 2);
  heard.typing({ type: "typing", ticket: "t", role: "customer", name: "Carla" }); // another tab of one's own
  assert.equal(line.textContent, "");
  heard.typing({ type: "typing", ticket: "t", ...ada });
  assert.equal(line.textContent, "Ada is typing…");
  part.came([{ author: ada }]);
  assert.equal(line.textContent, "");
  heard.typing({ type: "typing", ticket: "t", ...ada });
  part.close();
  assert.deepEqual([line.textContent, clock.waiting], ["", 0]);
});

test("it is said on a socket alone", () => {
  assert.equal(callOf(typing("t")), null);
  assert.deepEqual([PAGE_TYPES, SERVER_TYPES], [["typing"], ["typing"]]);
});
