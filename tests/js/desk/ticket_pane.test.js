// The heading of the open conversation: a person, not the words that stand below.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "../words.js";
import { createTicketPane } from "../../../static/js/desk/ticket_pane.js";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const CARLA = {
  name: "Carla Columna",
  email: "carla@example.com",
  subject: "",
  status: "open",
  waiting_since: "2026-11-28T11:55:00Z",
  opened_at: "2026-11-28T11:00:00Z",
  last: { body: "It broke." },
};
let parts, pane;

const element = () => ({
  textContent: "",
  dataset: {},
  classList: { add() {} },
  replaceChildren(child) {
    this.textContent = child.textContent ?? child;
  },
});

beforeEach(() => {
  globalThis.document = { createElement: element };
  const made = {
    ticket: { querySelectorAll: () => [], querySelector: () => ({ addEventListener() {} }) },
  };
  parts = new Proxy(made, { get: (all, name) => (all[name] ??= element()) });
  pane = createTicketPane({ parts, clock: { now: () => NOW }, desk: {} });
});

const show = (more) => pane.show({ row: undefined, ticket: null, customer: undefined, people: [], ...more });
const heading = () => [parts.subject.textContent, parts.customerName.textContent];

test("it names the customer, with the address below", () => {
  show({ row: CARLA });
  assert.deepEqual(heading(), ["Carla Columna", "carla@example.com"]);
  assert.equal(parts.waits.textContent, "waits 5 min");
});

test("a subject that somebody gave stands first, and the customer below", () => {
  show({ row: { ...CARLA, subject: "Toaster" } });
  assert.deepEqual(heading(), ["Toaster", "Carla Columna"]);
  show({ row: { ...CARLA, subject: "Toaster" }, ticket: { subject: "Two toasters" } });
  assert.deepEqual(heading(), ["Two toasters", "Carla Columna"], "the newest that is known");
});

test("of what is gone nothing stays", () => {
  show({ row: { ...CARLA, subject: "Toaster" }, people: [{ role: "agent", state: "online", name: "Bo" }] });
  pane.empty();
  const all = Object.values(parts).map(({ textContent }) => textContent);
  assert.doesNotMatch(all.join(" "), /Carla|carla|Toaster|Bo\b|12:00/);
});

test("before anything is known it claims nothing", () => {
  show({});
  assert.deepEqual(heading(), ["Conversation", ""]);
  for (const part of ["detailsOpened", "detailsWaiting", "detailsEmail"])
    assert.equal(parts[part].textContent, "…");
  assert.equal(parts.waits.textContent, "");
});

test("without an address it says so, in the details alone", () => {
  show({ row: { ...CARLA, email: "" } });
  assert.deepEqual(heading(), ["Carla Columna", ""]);
  assert.equal(parts.detailsEmail.textContent, "not given");
});

test("who else is there: agents that are not gone", () => {
  const people = [
    { role: "agent", name: "Bob", state: "online" },
    { role: "agent", name: "Dan", state: "offline" },
    { role: "customer", name: "Carla", state: "online" },
  ];
  show({ row: CARLA, people });
  assert.equal(parts.detailsHere.textContent, "Bob");
  show({ row: CARLA });
  assert.equal(parts.detailsHere.textContent, "nobody else");
});
