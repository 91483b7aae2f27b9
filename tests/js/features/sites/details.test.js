// An agent sees where a conversation was opened, and what is only said.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../../words.js";
import { openDetails } from "../../../../static/js/features/sites/details.js";

test("a site and what it vouches for; else it is said so", () => {
  const place = { textContent: "" };
  const root = { querySelector: () => place, hidden: false };
  const { show } = openDetails(root);
  const shown = (row) => (show({ row }), place.textContent);
  assert.equal(shown(undefined), "…");
  assert.equal(shown({ site: "Shop", verified: true }), "Shop · verified by the site");
  assert.equal(shown({ site: "Shop", verified: false }), "Shop · says who they are");
  assert.equal(root.hidden, false);
  show({ row: { site: null, verified: false } });
  assert.equal(root.hidden, true, "of one site alone there is nothing to say");
});
