// Where a conversation begins, in a frame: the start page, with what the website says of its visitor.
import { findParts } from "../../ui/parts.js";
import { goBy } from "../../ui/way.js";
import { closable, greeted, host, keyOf, secretOf, site, textOf, toChat, vaultOf } from "./site.js";

const parts = findParts();
/** @type {string | null} */
let identity = null;
const greeting = greeted().then((arrived) => {
  ({ identity = null } = arrived.said);
  return arrived;
});

goBy({
  fields: () => ({ site, ...(identity && { identity }) }),
  last: () => null,
  ready: () => greeting, // before, it may be somebody else's words that are kept
  async elsewhere() {
    const { said, keeping } = await greeting;
    return vaultOf(said, secretOf(keeping));
  },
  async opened({ ticket, token }) {
    const { keeping } = await greeting;
    if (identity === null) keeping.keep(textOf({ ticket, token }));
    host.say("opened");
    toChat({ ticket, token });
  },
});

function fill({ name, email, message } = /** @type {any} */ ({})) {
  for (const [field, value] of Object.entries({ name, email, body: message })) {
    const box = parts.form.elements[field];
    if (typeof value !== "string" || box.value) continue;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// What is verified needs no field, and what isn't is never a guest instead.
function showKnown(visitor) {
  parts.unknown.hidden = Boolean(visitor);
  parts.form.hidden = !visitor;
  if (!visitor?.name) return;
  fill(visitor);
  parts.form.querySelector(".start-who").hidden = true;
}

async function arrive() {
  const { said, visitor, keeping } = await greeting;
  const known = identity === null ? null : await visitor(identity);
  const key = identity === null || known ? (known?.tickets[0] ?? keyOf(keeping.get())) : null;
  if (key) return toChat(key);
  if (identity !== null || "onlyVerified" in document.body.dataset) showKnown(known);
  fill(said.prefill ?? {});
  host.on("prefill", ({ prefill }) => fill(prefill ?? {}));
  host.say("state", { open: false });
  delete document.body.dataset.arriving;
  look(said);
}

// Only where somebody looks: a field that takes the focus takes it from the website.
function look({ visible }) {
  if (visible && matchMedia("(hover: hover)").matches) parts.form.elements.body.focus();
}

closable();
host.on("shown", look);
arrive();
