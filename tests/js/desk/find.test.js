// Words are looked for on the server, and what it has looked at is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../words.js";
import { createFind, nothingWords } from "../../../static/js/desk/find.js";

function desk(answers) {
  const timers = new Set(),
    asked = [],
    known = [];
  const clock = {
    setTimeout: (run) => {
      timers.add(run);
      return run;
    },
    clearTimeout: (run) => timers.delete(run),
  };
  const getJson = async (path) => {
    asked.push(path);
    return answers.shift();
  };
  const find = createFind({
    clock,
    getJson,
    view: () => "open",
    rows: { heard: 7, know: (row, since) => known.push(`${row.ticket} ${since}`) },
    found() {},
  });
  const settle = async () => {
    for (const run of timers) await run();
    timers.clear();
  };
  return { find, asked, known, settle };
}

test("it asks once the typing has settled, and knows what was found", async () => {
  const { find, asked, known, settle } = desk([{ rows: [{ ticket: "far" }], looked_at: 300 }]);
  find.ask("ca");
  find.ask(" carla & co ");
  assert.deepEqual(find.words, ["Looking…", ""], "nothing is claimed before");
  await settle();
  assert.deepEqual(asked, ["/api/queue?view=open&find=carla+%26+co"]);
  assert.deepEqual([find.tickets, known], [["far"], ["far 7"]]);
  find.ask("");
  await settle();
  assert.deepEqual([find.tickets, asked.length], [[], 1]);
});

test("an answer that comes after the next key is not shown", async () => {
  let answer;
  const { find, settle } = desk([new Promise((resolve) => (answer = resolve))]);
  find.ask("carla");
  const settled = settle();
  find.ask("chris");
  answer({ rows: [{ ticket: "carla" }], looked_at: 300 });
  await settled;
  assert.deepEqual(find.tickets, []);
});

test("nothing found says where it was looked for", () => {
  assert.match(nothingWords({ rows: [], looked_at: 300 })[1], /all conversations in this view/);
  assert.match(nothingWords({ rows: [], looked_at: 5000 })[1], /the newest 5,000/);
  assert.match(nothingWords(null)[1], /Only the conversations shown here/);
});
