// A conversation in a frame: the customer's page, opened by the token that is kept for this site.
import { goBy } from "../../ui/way.js";
import { closable, greeted, host, keyOf, textOf, toStart, vaultOf } from "./site.js";
import { createStay, subOf } from "./stay.js";

const TOLD = new Set(["unread", "sent", "link"]);
const never = new Promise(() => {});
/** @type {import("../../ui/way.js").Way["elsewhere"]} */
let elsewhere;

async function arrive() {
  const fromStart = keyOf(location.hash.slice(1));
  history.replaceState(history.state, "", location.pathname + location.search);
  const { said, keeping, visitor } = await greeted();
  const { identity = null } = said;
  const found = fromStart ?? (await keptFor(identity, keeping, visitor));
  if (found) {
    elsewhere = () => vaultOf(said, found.token);
    const guests = identity === null || keyOf(keeping.get())?.ticket === found.ticket;
    const whose = guests ? null : subOf(identity);
    const stays = createStay({ ticket: found.ticket, whose, visitor });
    host.on("identify", async (now) => void ((await stays(now.identity)) || toStart()));
    return placeOf(found, identity === null ? keeping : null);
  }
  toStart();
  return never;
}

async function keptFor(identity, keeping, visitor) {
  if (identity === null) return keyOf(keeping.get());
  const known = await visitor(identity);
  return known && (known.tickets[0] ?? keyOf(keeping.get()));
}

// Who is verified is so on each page anew, and nothing is kept.
function placeOf({ ticket, token }, keeping) {
  const kept = keeping ? keeping.keep(textOf({ ticket, token })) : true;
  return {
    ticket,
    byToken: true,
    key: {
      open: async () => "opened",
      learn: async () => {},
      show: () => false,
      shown: token,
      link: `${location.origin}/t/${ticket}/#${token}`,
    },
    remember({ done }) {
      host.say("state", { open: !done });
      return kept;
    },
    forget() {
      keeping?.forget();
      host.say("state", { open: false });
    },
    bring: createBring(token),
    goOn(key) {
      history.replaceState(history.state, "", `#${textOf(key)}`);
      location.reload();
    },
    tells: (what, how) => void (TOLD.has(what) && host.say(what, how)),
  };
}

/** A file, by the token: the frame has no cookie to show. */
const createBring = (token) => async (path) => {
  try {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(path, { credentials: "omit", headers });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
};

closable();
host.on("shown", ({ visible }) => {
  if (visible && matchMedia("(hover: hover)").matches) document.getElementById("draft")?.focus();
});
goBy({ arrive, last: () => null, elsewhere: () => elsewhere?.() ?? never });
