// What a page does with frames, and what features do with them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createHandlers } from "../../../static/js/wire/handlers.js";

test("the page hears first, then whoever asked, for as long as they want", () => {
  const heard = [];
  const handlers = createHandlers({ person: ({ name }) => heard.push(`page ${name}`) });
  const off = handlers.on("person", ({ name }) => heard.push(`one ${name}`));
  handlers.on("person", ({ name }) => heard.push(`other ${name}`));
  handlers.on("nod", () => heard.push("nod"));
  handlers.hear({ type: "person", name: "Ada" });
  off();
  handlers.hear({ type: "person", name: "Bo" });
  handlers.hear({ type: "nod" });
  handlers.hear({ type: "from_the_future" });
  assert.deepEqual(heard, ["page Ada", "one Ada", "other Ada", "page Bo", "other Bo", "nod"]);
});
