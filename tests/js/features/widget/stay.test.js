// The website says who is signed in now, while a conversation is on the screen.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createStay, subOf } from "../../../../static/js/features/widget/stay.js";

const jwt = (sub) => `h.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.s`;
let tickets, asked;

beforeEach(() => {
  tickets = [];
  asked = [];
});
const visitor = async (identity) => (asked.push(identity), tickets && { tickets });
const stays = (whose, identity) => createStay({ ticket: "t", whose, visitor })(identity);

test("a verified visitor's is left at once for another, who may have no other, and for nobody", async () => {
  assert.equal(await stays("alice", jwt("bob")), false);
  assert.equal(await stays("alice", null), false);
  assert.equal(await stays("alice", "forged"), false);
  assert.deepEqual(asked, []);
});

test("it stays for the same person by a new token, also where it is finished", async () => {
  assert.equal(await stays(subOf(jwt("älice>?")), jwt("älice>?")), true);
  tickets = null;
  assert.equal(await stays("alice", jwt("alice")), false, "not where the server refuses that");
});

test("a guest's goes on for who has no other, or has this one", async () => {
  assert.equal(await stays(null, jwt("bob")), true);
  tickets = [{ ticket: "t" }];
  assert.equal(await stays(null, jwt("bob")), true);
  tickets = [{ ticket: "u" }];
  assert.equal(await stays(null, jwt("bob")), false);
});
