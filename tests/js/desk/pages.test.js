// The desk's list, read page by page while rows come and go.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { readAsFar } from "../../../static/js/desk/pages.js";

const PAGE = 4;
let list, asked, meanwhile;

// A server whose list changes, when told so, after the page that a test names.
async function ask(before) {
  asked += 1;
  const start = Number(before ?? 0);
  const rows = list
    .slice(start, start + PAGE)
    .map((ticket, i) => ({ ticket, cursor: String(start + i + 1) }));
  const more = start + PAGE < list.length;
  meanwhile?.(asked);
  return { rows, counts: { open: list.length }, more };
}

const names = ({ rows }) => rows.map(({ ticket }) => ticket).join("");
const until =
  (name) =>
  ({ ticket }) =>
    ticket >= name;

beforeEach(() => {
  [list, asked, meanwhile] = [[..."abcdefghijklm"], 0, null];
});

describe("it reads", () => {
  test("one page, where that is enough", async () => {
    assert.equal(names(await readAsFar(ask, until("a"))), "abcd");
    assert.equal(asked, 1);
  });

  test("on until it is, each row once", async () => {
    const { more, counts, ...read } = await readAsFar(ask, until("h"));
    assert.equal(names(read), "abcdefghij");
    assert.deepEqual([more, counts], [true, { open: 13 }]);
  });

  test("to the end, where nothing is enough", async () => {
    const read = await readAsFar(ask, () => false);
    assert.equal(names(read), list.join(""));
    assert.equal(read.more, false);
  });
});

describe("meanwhile", () => {
  test("a row that comes or goes skips none and doubles none", async () => {
    for (const change of [() => list.shift(), () => list.unshift("A")]) {
      list = [..."abcdefghijklm"];
      asked = 0;
      meanwhile = (n) => n === 1 && change();
      assert.equal(names(await readAsFar(ask, () => false)), list.join(""));
    }
  });

  test("a list that never holds still is not shown half", async () => {
    meanwhile = () => list.shift();
    assert.equal(await readAsFar(ask, () => false), null);
  });

  test("a list that becomes short ends there", async () => {
    meanwhile = (n) => n === 1 && (list = ["a"]);
    assert.equal(names(await readAsFar(ask, () => false)), "a");
  });

  test("a server that goes away leaves nothing half", async () => {
    const going = async (before) => (before ? ((asked += 1), null) : ask());
    assert.equal(await readAsFar(going, () => false), null);
    assert.equal(asked, 2, "and is not asked again at once");
  });
});
