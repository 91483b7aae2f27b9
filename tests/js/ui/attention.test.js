// How many wait stands in the title, on the tab's icon, and on an installed desk's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAttention } from "../../../static/js/ui/attention.js";

function shown(counts, app = {}) {
  const icon = { href: "calm", dataset: { unreadHref: "unread" } };
  const doc = /** @type {any} */ ({ title: "Desk", querySelector: () => icon });
  const attention = createAttention(doc, app);
  return counts.map((count) => (attention.show(count), [doc.title, icon.href]));
}

test("it comes and goes, in the title and on the icon", () => {
  assert.deepEqual(shown([2, 0, "99+", ""]), [
    ["(2) Desk", "unread"],
    ["Desk", "calm"],
    ["(99+) Desk", "unread"],
    ["Desk", "calm"],
  ]);
});

test("an installed desk has it on its own icon, each change once, and a browser that won't is no error", async () => {
  const badges = [];
  shown([2, 2, "99+", ""], {
    async setAppBadge(count) {
      badges.push(count);
      throw new Error("not installed");
    },
  });
  assert.deepEqual(badges, [2, 99, 0]);
  await new Promise((go) => setImmediate(go)); // nothing was left unhandled
});
