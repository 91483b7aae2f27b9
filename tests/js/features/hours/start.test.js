// Who is there, on the start page: as the server said last, and nothing where it doesn't answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openExpected } from "../../../../static/js/features/hours/start.js";
import { Clock } from "../../cast.js";
import { settled } from "../../play.js";

function page() {
  const [clock, answers] = [new Clock(), []];
  const lines = [1, 2].map(() => ({ textContent: "", dataset: {} }));
  const root = { hidden: true, querySelectorAll: () => lines };
  const doc = { hidden: false, addEventListener() {} };
  const told = [];
  const here = { status: 200, answer: { state: "here" } };
  const call = async () => answers.shift() ?? here;
  openExpected(root, { site: "", call, clock, expect: (expected) => told.push(expected.state), doc });
  const shown = () => (root.hidden ? null : lines[0].textContent);
  return { clock, answers, told, shown };
}

test("into a black hole it claims nothing, and is back with the line", async () => {
  const { clock, answers, told, shown } = page();
  await settled();
  assert.equal(shown(), "Someone is at the desk");
  answers.push({ status: 0, answer: {} });
  clock.pass(30_000);
  await settled();
  assert.equal(shown(), null);
  clock.pass(30_000);
  await settled();
  assert.equal(shown(), "Someone is at the desk");
  assert.deepEqual(told, ["here", "here"], "and no question comes or goes with it");
});

test("while the server itself doesn't know, it is asked again soon", async () => {
  const { clock, answers, shown } = page();
  answers.push({ status: 200, answer: { state: null } });
  await settled();
  clock.pass(30_000);
  await settled();
  answers.push({ status: 200, answer: { state: null } });
  clock.pass(30_000);
  await settled();
  assert.equal(shown(), null);
  clock.pass(2_000);
  await settled();
  assert.equal(shown(), "Someone is at the desk");
});
