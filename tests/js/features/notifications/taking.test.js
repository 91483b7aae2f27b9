// Ada's browser goes on taking her pushes with the sign-in that it has, and no colleague's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTaking } from "../../../../static/js/features/notifications/at_desk/taking.js";

const ENDPOINT = "https://push.example.com/send/1";
const keys = { p256dh: "a", auth: "b" };

async function loaded({ devices = /** @type {any} */ ([]), subscribed = true, times = 1 }) {
  const told = [];
  const unsubscribe = async () => void told.push("unsubscribed");
  const subscription = { toJSON: () => ({ endpoint: ENDPOINT, keys }), unsubscribe };
  let welcome = () => {};
  openTaking(
    /** @type {any} */ ({
      on: (_, act) => (welcome = act),
      getJson: async () => devices && { devices },
      call: async ({ method, path, body }) => told.push([method, path, body]),
    }),
    /** @type {any} */ (async () => (subscribed ? subscription : null)),
  );
  for (let time = 0; time < times; time++) welcome();
  await new Promise((go) => setImmediate(go));
  return told;
}

test("it says that it goes on with them, once a page", async () => {
  const said = { endpoint: ENDPOINT, key: "a", secret: "b" };
  assert.deepEqual(await loaded({ devices: [{ endpoint: ENDPOINT }], times: 3 }), [
    ["POST", "/api/notifications/devices", said],
  ]);
});

test("what isn't of who is signed in comes no more", async () => {
  assert.deepEqual(await loaded({ devices: [{ endpoint: "https://push.example.com/send/2" }] }), [
    "unsubscribed",
  ]);
});

test("nothing is done on a guess, nor where nothing is pushed", async () => {
  assert.deepEqual(await loaded({ devices: null }), []);
  assert.deepEqual(await loaded({ subscribed: false }), []);
});
