// Whom the website vouches for: the server's no is told to the page, and its silence is waited out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createVisitor } from "../../../../static/js/features/widget/visitor.js";

function visitor(...answers) {
  const [asked, told] = [[], []];
  const known = createVisitor({
    site: "shop",
    ask: async (call) => (asked.push(call), answers.shift()),
    clock: { setTimeout: (act) => void queueMicrotask(act) },
    say: (...said) => told.push(said),
  });
  return { known, asked, told };
}
const CARLA = { name: "Carla", email: "", tickets: [] };

test("who is known is told by the token that the website has signed", async () => {
  const { known, asked, told } = visitor({ status: 200, answer: CARLA });
  assert.equal(await known("jwt"), CARLA);
  assert.deepEqual(asked[0].headers, { Authorization: "Bearer jwt" });
  assert.deepEqual(told, []);
});

for (const identity of ["", "forged", "expired"])
  test(`a token that is refused ("${identity}") is an error to the page, and nobody`, async () => {
    const refusal = { code: "forbidden", message: "It isn't signed by this site." };
    const { known, told } = visitor({ status: 403, answer: refusal });
    assert.equal(await known(identity), null);
    assert.deepEqual(told, [["error", refusal]]);
  });

test("a server that is away, busy or in trouble has not refused anybody", async () => {
  const not = [0, 503, 429].map((status) => ({ status, answer: {} }));
  const { known, asked, told } = visitor(...not, { status: 200, answer: CARLA });
  assert.equal(await known("jwt"), CARLA);
  assert.deepEqual([asked.length, told], [4, []]);
});
