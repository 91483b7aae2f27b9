// "Ada is typing…": said now and then while she does, and shown until she stops or has written.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../../words.js";
import { createTypingLine, createTypingSignal } from "../../../../static/js/features/typing/typing.js";
import { Clock } from "../../cast.js";

let clock, said, open, signal, line, typing;

beforeEach(() => {
  clock = new Clock();
  [said, open] = [0, true];
  signal = createTypingSignal({ say: () => open && Boolean((said += 1)), clock });
  line = { textContent: "" };
  typing = createTypingLine({ line, clock });
});

test("many keys are said once in 3 s", () => {
  for (let keys = 0; keys < 31; keys++, clock.pass(100)) signal.typed();
  assert.equal(said, 2);
});

test("a clock that is set back keeps nobody from saying so", () => {
  signal.typed();
  clock.time -= 3_600_000;
  signal.typed();
  assert.equal(said, 2);
});

test("what no line took is said with the next key", () => {
  open = false;
  signal.typed();
  open = true;
  signal.typed();
  assert.equal(said, 1);
});

test("who has written and goes on typing says so at once, for the others' line is gone", () => {
  signal.typed();
  signal.wrote();
  signal.typed();
  assert.equal(said, 2);
});

test("it is shown for 5 s, and no longer than until the words are there", () => {
  typing.typing({ role: "agent", name: "Ada", key: "7" });
  clock.pass(4_000);
  typing.typing({ role: "agent", name: "Bo", key: "8" });
  assert.equal(line.textContent, "Ada and Bo are typing…");
  clock.pass(1_000);
  assert.equal(line.textContent, "Bo is typing…");
  typing.wrote({ role: "agent", name: "Bo Bergström", key: "8" });
  assert.deepEqual([line.textContent, clock.waiting], ["", 0]);
});

test("two agents of one name are two who write", () => {
  typing.typing({ role: "agent", name: "Ada", key: "7" });
  typing.typing({ role: "agent", name: "Ada", key: "8" });
  typing.wrote({ role: "agent", name: "Ada", key: "7" });
  assert.equal(line.textContent, "Ada is typing…");
});
