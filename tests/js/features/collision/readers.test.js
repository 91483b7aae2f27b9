// Who has read what was written last is told by name, and how far this agent has looked is said once a line.
import assert from "node:assert/strict";
import test from "node:test";
import "../../../../static/js/features/collision/words/en.js";
import { openReaders } from "../../../../static/js/features/collision/readers.js";

const spoken = (seq, key, kind = "note") => ({ seq, kind, author: { role: "agent", name: key, key } });

async function open(readers, { sends = true } = {}) {
  const [heard, at, sent] = [{}, {}, []];
  const root = { textContent: "", hidden: false };
  const desk = {
    key: "1",
    getJson: async () => ({ readers }),
    on: (type, handle) => ((heard[type] = handle), () => delete heard[type]),
  };
  const line = { up: sends };
  const conversation = {
    ticket: "t",
    on: (type, handle) => (at[type] = handle),
    send: (frame) => line.up && sent.push(frame) > 0,
  };
  const part = openReaders(
    /** @type {any} */ (root),
    /** @type {any} */ (conversation),
    /** @type {any} */ (desk),
  );
  await new Promise(setImmediate);
  return { part, root, heard, at, sent, line };
}

test("colleagues who have read the newest are named, but for its writer and oneself", async () => {
  const of = (key, seq) => ({ key, name: key.toUpperCase(), seq });
  const { part, root, at, heard } = await open([of("1", 9), of("ann", 4), of("bob", 3)]);
  assert.equal(root.hidden, true, "of nothing there is nobody");
  part.came(/** @type {any} */ ([spoken(4, "1"), { seq: 5, kind: "status", author: { role: "agent" } }]));
  assert.equal(root.textContent, "Read by ANN");
  at.looked(of("bob", 4));
  assert.equal(root.textContent, "Read by ANN, BOB");
  heard.person({ key: "bob", name: "Robert" });
  assert.equal(root.textContent, "Read by ANN, Robert");
  part.came(/** @type {any} */ ([spoken(6, "bob")]));
  at.looked(of("bob", 6));
  at.looked(of("ann", 2));
  assert.deepEqual(
    [root.textContent, root.hidden],
    ["", true],
    "a mark of before takes none back, nor gives",
  );
  part.close();
  assert.deepEqual(heard, {});
});

test("it says how far, once, and again on a new line", async () => {
  const { part, heard, sent, line } = await open([], { sends: false });
  part.looked(3);
  line.up = true;
  part.looked(3);
  part.looked(2);
  assert.deepEqual(sent, [{ type: "looked", ticket: "t", seq: 3 }]);
  heard.welcome();
  part.looked(3);
  part.looked(5);
  assert.deepEqual(
    sent.map(({ seq }) => seq),
    [3, 3, 5],
  );
});
