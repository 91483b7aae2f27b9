// The private link's token stands in the fragment, which no server or log ever
// sees; it is exchanged for a cookie and then taken out of the address.
const PAUSE = 2_000; // milliseconds before another try

/** ask: of wire/http.js → promise: "opened", "refused", or "none" when the address has no token.
 *  Waits out a server that is away. */
export async function openSession(ticket, { ask, clock }) {
  const token = location.hash.slice(1);
  if (!token) return "none";
  for (;;) {
    const { status } = await ask({ method: "POST", path: `/api/tickets/${ticket}/session`, headers: { Authorization: `Bearer ${token}` } });
    if (status === 204) {
      history.replaceState(history.state, "", location.pathname + location.search);
      return "opened";
    }
    if (status >= 400 && status < 500 && status !== 429) return "refused";
    await new Promise((done) => clock.setTimeout(done, PAUSE));
  }
}
