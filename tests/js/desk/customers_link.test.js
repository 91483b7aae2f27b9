// An agent copies the customer's private link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createCustomersLink } from "../../../static/js/desk/customers_link.js";

function desk(open = "a") {
  const world = { open, asked: [], answers: [] };
  const ask = ({ path }) => new Promise((answer) => (world.asked.push(path), world.answers.push(answer)));
  const get = createCustomersLink({ current: () => world.open, ask });
  return { world, get };
}
const made = (ticket) => ({ status: 201, answer: { url: `/t/${ticket}/#token` } });

test("it is that of the open conversation, or can't be had", async () => {
  const { world, get } = desk();
  const link = get();
  world.answers[0](made("a"));
  assert.equal(await link, "/t/a/#token");
  const refused = get();
  world.answers[1]({ status: 404, answer: {} });
  assert.equal(await refused, null);
  assert.deepEqual(world.asked, ["/api/tickets/a/link", "/api/tickets/a/link"]);
  world.open = undefined;
  assert.equal(await get(), null);
});

test("two clicks make one", async () => {
  const { world, get } = desk();
  const links = [get(), get()];
  world.answers[0](made("a"));
  assert.deepEqual(await Promise.all(links), ["/t/a/#token", undefined]);
  assert.equal(world.asked.length, 1);
});

test("one that comes when another conversation is open is nobody's to copy", async () => {
  const { world, get } = desk();
  const first = get();
  world.open = "b";
  const second = get();
  world.answers[0](made("a"));
  world.answers[1](made("b"));
  assert.deepEqual(await Promise.all([first, second]), [undefined, "/t/b/#token"]);
});
