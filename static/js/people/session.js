// The customer's key to their ticket: the token of the private link. It stands in the fragment,
// which no server or log ever sees, is exchanged for a cookie and taken out of the address. The
// page remembers it, for cookies may be cleared while it is open.
const PAUSE = 2_000; // milliseconds before another try

/** {ask: of wire/http.js, clock, place: location, past: history} →
 *  .open()   promise: "opened", "refused", or "none" when the address has no token. Waits out a server that
 *  is away
 *  .learn()  promise: came by cookie, and asks for the token, once for all who wait
 *  .show()   the cookie opens nothing any more → whether there is a token to show instead; renews the cookie
 *  by it
 *  .shown    the token to show with every word, once the cookie wasn't enough
 *  .link     the private link, or null while there is no token
 *  @param {string} ticket
 *  @param {{ask: import("../wire/http.js").Ask, clock: import("../wire/clock.js").Clock, place?: Location,
 *    past?: History}} parts */
export function createKey(ticket, { ask, clock, place = globalThis.location, past = globalThis.history }) {
  /** @type {string | null} */
  let token = null;
  /** @type {string | null} */
  let shown = null;
  /** @type {Promise<void> | null} what is being asked, or was answered */
  let learning = null;

  const post = (what, bearer) =>
    ask({
      method: "POST",
      path: `/api/tickets/${ticket}/${what}`,
      ...(bearer && { headers: { Authorization: `Bearer ${bearer}` } }),
    });

  /** → promise of whether the server takes it; asks for as long as it says nothing. */
  async function exchanged(bearer) {
    for (;;) {
      const { status } = await post("session", bearer);
      if (status === 204) return true;
      if (status >= 400 && status < 500 && status !== 429) return false;
      await new Promise((done) => clock.setTimeout(done, PAUSE));
    }
  }

  async function learnt() {
    const { status, answer } = await post("link");
    if (status === 201) token ??= answer.token;
    else learning = null;
  }

  return {
    async open() {
      const given = place.hash.slice(1);
      if (!given) return "none";
      if (!(await exchanged(given))) return "refused";
      token = given;
      past.replaceState(past.state, "", place.pathname + place.search);
      return "opened";
    },
    async learn() {
      if (!token) await (learning ??= learnt());
    },
    show() {
      if (!token || shown) return false;
      shown = token;
      exchanged(token); // for the next page
      return true;
    },
    get shown() {
      return shown;
    },
    get link() {
      return token && `${place.origin}${place.pathname}#${token}`;
    },
  };
}
