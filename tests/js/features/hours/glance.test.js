// What agents read of what customers see, while the desk changes.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openGlance } from "../../../../static/js/features/hours/at_desk/glance.js";
import { createHandlers } from "../../../../static/js/wire/handlers.js";

const at = (state) => ({ sites: [{ site: "", name: "", state }] });

function opened() {
  const place = { textContent: "" };
  const asked = [];
  const { on, hear } = createHandlers(/** @type {any} */ ({}));
  const call = () => new Promise((answers) => asked.push((answer) => answers({ status: 200, answer })));
  openGlance(
    /** @type {any} */ ({ querySelector: () => place }),
    /** @type {any} */ ({ on, call, now: () => 0 }),
  );
  return { place, asked, hear: /** @type {(frame: any) => void} */ (hear) };
}

test("it is asked for with each connection, and told when it changes", async () => {
  const { place, asked, hear } = opened();
  hear({ type: "welcome" });
  asked[0](at("nobody"));
  await new Promise(setImmediate);
  assert.equal(place.textContent, "nobody just now");
  hear({ type: "hours", ...at("here") });
  assert.equal(place.textContent, "somebody is here");
});

test("an answer that was overtaken by a frame is not shown", async () => {
  const { place, asked, hear } = opened();
  hear({ type: "welcome" });
  hear({ type: "hours", ...at("here") });
  asked[0](at("nobody"));
  await new Promise(setImmediate);
  assert.equal(place.textContent, "somebody is here");
});
