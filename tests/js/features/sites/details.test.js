// An agent sees where a conversation was opened, and what is only said.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openDetails } from "../../../../static/js/features/sites/details.js";

test("a site and what it vouches for; else it is said so", () => {
  const place = { textContent: "" };
  const { show } = openDetails({ querySelector: () => place });
  const shown = (row) => (show({ row }), place.textContent);
  assert.equal(shown(undefined), "…");
  assert.equal(shown({ site: "Shop", verified: true }), "Shop · verified by the site");
  assert.equal(shown({ site: null, verified: false }), "says who they are");
});
