// An `@` before the cursor is one by which a note names somebody; and whom it may mean.
import assert from "node:assert/strict";
import test from "node:test";
import { meant, stretchOf } from "../../../../static/js/features/notifications/at_desk/colleagues.js";

const ALL = [
  { username: "ann", name: "Ann Müller", key: "1" },
  { username: "bob", name: "Bob Andersen", key: "2" },
  { username: "zoë", name: "Zoë", key: "3" },
  { username: "d@example.com", name: "Dan", key: "4" },
  { username: "bot", name: "Bob's helper", key: "5", program: true },
];
const names = (query, me = "") => meant(ALL, query, me).map(({ username }) => username);

test("where the name begins", () => {
  assert.deepEqual(stretchOf("Please, @"), { from: 8, query: "" });
  assert.deepEqual(stretchOf("@bo"), { from: 0, query: "bo" });
  assert.deepEqual(stretchOf("(@zoë.m-x"), { from: 1, query: "zoë.m-x" });
  for (const text of ["", "bob", "a@b", "https://x.y/@bob", "@bob ", "@@bob", "@bob,"])
    assert.equal(stretchOf(text), null, text);
});

test("whom it may mean: by user name first, by any word of the name, and neither oneself nor a program", () => {
  assert.deepEqual(names("an"), ["ann", "bob"]);
  assert.deepEqual(names("AN", "1"), ["bob"]);
  assert.deepEqual(names("bo"), ["bob"]);
  assert.deepEqual(names("muell"), ["ann"]);
  assert.deepEqual(names("zoe"), ["zoë"]);
  assert.deepEqual(names(""), ["ann", "bob", "zoë"], "whom the server would find by it");
  assert.deepEqual(names("nobody"), []);
  const many = Array.from({ length: 20 }, (_, n) => ({ username: `x${n}`, name: "X", key: `${n}` }));
  assert.equal(meant(many, "x", "").length, 8);
});
