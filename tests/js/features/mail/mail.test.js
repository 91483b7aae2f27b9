// An agent sees how far replies were mailed, and staff what fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { entries } from "../../../../static/js/conversation/entries.js";
import { wordsOf } from "../../../../static/js/conversation/kinds.js";
import { createAsking } from "../../../../static/js/features/mail/more/asking.js";
import { openDetails } from "../../../../static/js/features/mail/at_desk/details.js";
import "../../../../static/js/features/mail/at_desk/kind.js";
import { inWords } from "../../../../static/js/features/mail/at_desk/came.js";
import { openMarked } from "../../../../static/js/features/mail/at_desk/marked.js";
import { t } from "../../../../static/js/words/t.js";

const me = { role: "agent", name: "Ada", key: "7" };
const said = (seq) => ({
  seq,
  id: `${seq}`,
  kind: "message",
  author: me,
  body: "Hi",
  at: "2026-11-28T10:00:00Z",
});
const marks = (upTo) =>
  entries({ events: [1, 2, 3].map(said), own: [], me, ...upTo }).flatMap((entry) => entry.mark ?? []);

test("an envelope stands where no page has the reply, and gives way to what a page says", () => {
  const beside = new Map([["mailed", 2]]);
  assert.deepEqual(marks({ readUpTo: 0, beside }), ["mailed", "mailed", "stored"]);
  assert.deepEqual(marks({ readUpTo: 0, deliveredUpTo: 1, beside }), ["delivered", "mailed", "stored"]);
  assert.deepEqual(marks({ readUpTo: 3, beside }), ["read", "read", "read"]);
});

test("the frame moves it", () => {
  const heard = {};
  const moved = [];
  const marked = (...mark) => moved.push(mark);
  openMarked(
    /** @type {any} */ ({}),
    /** @type {any} */ ({ on: (type, hear) => (heard[type] = hear), marked }),
  );
  heard.mailed({ type: "mailed", ticket: "t", seq: 4 });
  assert.deepEqual(moved, [["mailed", 4]]);
});

test("what can't be delivered is said in the reader's language", () => {
  const data = { what: "undelivered", to: "carla@example.org", reason: "550 no such mailbox" };
  const event = {
    seq: 1,
    id: "1",
    kind: "mail",
    author: { role: "system", name: "" },
    body: "…",
    at: "",
    data,
  };
  assert.match(
    wordsOf(/** @type {any} */ (event), /** @type {any} */ (me)),
    /carla@example\.org.*no such mailbox/,
  );
});

function asksFor(letter) {
  const said = new Map();
  const button = /** @type {any} */ ({
    dataset: { letter },
    addEventListener: (_, press) => (button.press = press),
    setAttribute: (name, value) => said.set(name, value),
    said,
  });
  return button;
}

test("who asks for a letter is told what became of it", async () => {
  const asks = asksFor("mail/link");
  const told = [];
  const answers = [204, 429, 0];
  createAsking({
    button: asks,
    say: (words) => void told.push(words),
    path: () => "/api/tickets/t/mail/link",
    call: async () => /** @type {any} */ ({ status: answers.shift() }),
  });
  for (let press = 0; press < 3; press += 1) {
    const answered = asks.press();
    asks.press(); // an impatient one
    await answered;
  }
  assert.deepEqual(told.filter(Boolean), [t("mail.asked"), t("mail.asked-often"), t("mail.not-asked")]);
});

test("a file that stays in its mail says why", () => {
  assert.equal(inWords({ name: "a.mov", reason: "too_large" }), "a.mov (too large for a conversation)");
  assert.equal(inWords({ name: "a.mov" }), "a.mov");
  assert.equal(inWords({ name: "a.mov", reason: "unheard of" }), "a.mov");
});

test("of a letter of one conversation nothing is said in another, which can be asked for meanwhile", async () => {
  const [asks, said, asked] = [asksFor("mail/link"), { textContent: "" }, []];
  let current = "a";
  const root = /** @type {any} */ ({ querySelector: () => said, querySelectorAll: () => [asks] });
  const call = ({ path }) => new Promise((answer) => asked.push({ path, answer }));
  const details = openDetails(root, /** @type {any} */ ({ current: () => current, call }));
  const open = (ticket) => details.show({ ticket: { mail: (current = ticket) } });
  open("a");
  const first = asks.press();
  open("b");
  assert.equal(asks.said.get("aria-busy"), "false");
  const second = asks.press();
  assert.deepEqual(
    asked.map(({ path }) => path),
    ["/api/tickets/a/mail/link", "/api/tickets/b/mail/link"],
  );
  asked[0].answer({ status: 429 });
  await first;
  assert.deepEqual([said.textContent, asks.said.get("aria-busy")], ["", "true"]);
  asked[1].answer({ status: 204 });
  await second;
  assert.deepEqual([said.textContent, asks.said.get("aria-busy")], [t("mail.asked"), "false"]);
  open("a");
  assert.equal(said.textContent, "");
});
