// The start page in a frame: nothing that this browser kept is read or sent before it is known for whom.
import assert from "node:assert/strict";
import { test } from "node:test";
import { element } from "../../fake_element.js";
import { message } from "../../../../static/js/features/widget/messages.js";

const SHOP = "https://shop.example";
const GREETING = { prefill: null, kept: null, keeps: false, sealed: null, reset: false, visible: false };
const ANSWER = { tickets: [], ticket: "t", token: "k", url: "https://desk.example/t/t/#k" };
const LEFT = { id: "a", body: "It broke.", name: "Carla", email: "", sending: true, asked: [] };

test("what was left on its way is sent by who the website says it is, and not before", async () => {
  const boxes = ["name", "email", "body"].map((name) =>
    element({ name, value: "", validity: { valid: true } }),
  );
  const elements = Object.fromEntries(boxes.map((box) => [box.name, box]));
  const form = element({ elements, parentElement: element(), querySelectorAll: () => boxes });
  const parts = { form, submit: element(), state: element(), storage: element(), unknown: element() };
  for (const [name, part] of Object.entries(parts)) part.dataset.part = name;
  const doc = element({
    body: element({ dataset: { site: "shop", ancestors: SHOP } }),
    querySelectorAll: (what) => (what === "[data-part]" ? Object.values(parts) : []),
    querySelector: () => null,
    getElementById: () => element(),
  });
  const read = { times: 0 };
  const disk = await diskWith(read);
  let hear;
  const posted = [];
  const wait = globalThis.setTimeout;
  const parent = { postMessage() {} };
  Object.assign(globalThis, {
    document: doc,
    window: { parent, addEventListener: (_, listen) => (hear = listen), history: {} },
    location: { search: "", replace() {} },
    addEventListener() {},
    dispatchEvent() {},
    setTimeout: (run, ms) => ms < 1_000 && wait(run, ms), // no patience ends, however busy the machine is
    indexedDB: disk,
    fetch: async (path, { body }) => {
      posted.push([path, body && JSON.parse(body)]);
      return new Response(JSON.stringify(ANSWER), { headers: { Holdfast: "1" } });
    },
  });
  await import("../../../../static/js/features/widget/frame_start.js");
  await import("../../../../static/js/pages/start.js");
  const settled = () => new Promise((done) => wait(done, 20));
  await settled();
  assert.deepEqual([read.times, posted], [0, []]);
  hear({ data: message("greet", { ...GREETING, identity: "jwt" }), origin: SHOP, source: parent });
  for (let i = 0; i < 50 && !posted.some(([path]) => path === "/api/tickets"); i += 1) await settled();
  const [, opening] = posted.find(([path]) => path === "/api/tickets");
  assert.deepEqual([opening.body, opening.identity], ["It broke.", "jwt"]);
});

/** A browser's database with a draft in it. */
async function diskWith(read) {
  const { fakeIndexedDB } = await import("../../fake_indexeddb.js");
  const { openDisk } = await import("../../../../static/js/storage/database.js");
  const factory = fakeIndexedDB();
  const disk = await openDisk(() => factory);
  const place = { owner: "visitor", ticket: "start" };
  await disk.changeDraft(null, { ...place, id: "d", value: LEFT, at: 1, version: 1 });
  return { open: (...name) => ((read.times += 1), factory.open(...name)) };
}
