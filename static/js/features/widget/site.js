// What both pages of a frame know: their site, the page around them, what is kept, and who a visitor is.
import { clock } from "../../wire/clock.js";
import { createHttp } from "../../wire/http.js";
import { createHost } from "./host.js";
import { createKeeping, inCookie, inPage, inStorage } from "./keeping.js";
import { createPuts } from "./puts.js";
import { openVault } from "./vault.js";
import { createVisitor } from "./visitor.js";

export const { site = "", ancestors = "" } = document.body.dataset;
const home = `/w/${site}/`;
export const host = createHost({ ancestors: ancestors.split(" "), clock });

/** @typedef {{ticket: string, token: string}} TicketKey */
/** @type {(text: string | null) => TicketKey | null} */
export function keyOf(text) {
  const [ticket, token, more] = (text ?? "").split(".");
  const good = more === undefined && /^[0-9a-f]{1,64}$/.test(ticket) && /^[0-9a-f]{1,200}$/.test(token ?? "");
  return good ? { ticket, token } : null;
}
/** What opens the conversation, or, before there is one, a number that keeps its place.
 *  @param {import("./keeping.js").Keeping} keeping */
export function secretOf(keeping) {
  const kept = keeping.get();
  const known = keyOf(kept)?.token ?? (/^[0-9a-f]{64}$/.test(kept ?? "") ? kept : null);
  if (known) return known;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(32)), hex).join("");
  if (!keeping.keep(made)) throw new Error("nothing is kept here");
  return made;
}
const hex = (byte) => byte.toString(16).padStart(2, "0");
/** @type {(key: TicketKey) => string} */
export const textOf = ({ ticket, token }) => `${ticket}.${token}`;

/** What isn't sent, where the frame's storage is refused. secret: what opens the conversation; before there
 *  is one, a number that nobody guesses, kept in its place.
 *  @param {any} said
 *  @param {string} secret */
export const vaultOf = ({ sealed, keeps }, secret) =>
  keeps && sealed
    ? openVault({ site, secret, sealed, put: createPuts(host), clock })
    : Promise.reject(new Error("the website's page keeps nothing"));

/** What the page says, once it has said it; and what is kept for who isn't verified. */
export async function greeted() {
  const said = /** @type {any} */ (await host.greeting);
  const keeping = createKeeping([
    inStorage(`holdfast:widget:${site}`),
    inCookie(site),
    inPage(said, host.say),
  ]);
  if (said.reset) forgetAll(keeping);
  host.on("reset", () => {
    forgetAll(keeping);
    toStart();
  });
  host.on("identify", toStart); // as who it is now, also while the server says who it was
  const ask = createHttp({ clock, byToken: true });
  return { said, keeping, visitor: createVisitor({ site, ask, clock, say: host.say }) };
}

// With what is unsent: who comes next is somebody else.
function forgetAll(keeping) {
  keeping.forget();
  try {
    indexedDB.deleteDatabase("holdfast");
  } catch {
    // there is none
  }
  host.say("forgot");
}

/** @param {TicketKey} key */
export const toChat = (key) => location.replace(`${home}chat/${location.search}#${textOf(key)}`);
export const toStart = () => location.replace(home + location.search);

/** The keys that every page of a frame knows, and its way out. */
export function closable() {
  const leave = () => host.say("close");
  document.querySelector("[data-part=close-frame]")?.addEventListener("click", leave);
  addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented && !document.querySelector("dialog[open]")) leave();
  });
}
