// Ids where a browser has no crypto.randomUUID().
import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../../static/js/wire/ids.js";

test("ids are random UUIDs, also where the browser gives none", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, 1_000);
});
