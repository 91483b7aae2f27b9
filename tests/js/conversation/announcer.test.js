// What a screen reader says of a conversation.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createAnnouncer, spokenWords } from "../../../static/js/conversation/announcer.js";

const isMe = ({ name }) => name === "Carla";
const event = (name, body, kind = "message") => ({ kind, author: { name }, body });
let said, announcer;

beforeEach(() => {
  said = [];
  globalThis.document = { createElement: () => ({}) };
  const place = { replaceChildren: (...lines) => said.push(lines.map(({ textContent }) => textContent)) };
  announcer = createAnnouncer({ place, isMe });
});

test("what was there before is never spoken, what comes is", () => {
  announcer.came([event("Ada", "Old.")]);
  announcer.loaded();
  announcer.came([event("Ada", "New.")]);
  announcer.startOver(); // another log: its past is old, too
  announcer.came([event("Ada", "Old, again.")]);
  assert.deepEqual(said, [["Ada: New."]]);
});

test("nothing stays of what was said, once it is to be forgotten", () => {
  announcer.loaded();
  announcer.came([event("Ada", "A secret.")]);
  announcer.empty();
  assert.deepEqual(said, [["Ada: A secret."], []]);
});

test("own messages, marks and changes are not", () => {
  announcer.loaded();
  announcer.came([]);
  announcer.came([
    event("Carla", "Mine."),
    event("Ada", "resolved", "status"),
    event("Ada", "Ada", "assignment"),
  ]);
  assert.deepEqual(said, []);
});

test("a note is told from a message, and many are a number", () => {
  assert.deepEqual(spokenWords([event("Bo", "Careful.", "note")], isMe), ["Bo, internal note: Careful."]);
  assert.deepEqual(spokenWords(Array(12).fill(event("Ada", "x")), isMe), ["12 new messages"]);
});
