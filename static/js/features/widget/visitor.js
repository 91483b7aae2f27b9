// Whom the website vouches for: asked of the server, which alone can tell.
const PAUSE = 2_000; // ms before another try

/** → known(identity) → promise of {name, email, tickets}, or null: it is refused, and the page was told so.
 *  Waits out a server that is away
 *  @param {{site: string, ask: import("../../wire/http.js").Ask,
 *    clock: import("../../wire/clock.js").Clock, say: (type: string, fields: object) => void}} parts */
export function createVisitor({ site, ask, clock, say }) {
  /** @param {string} identity
   *  @returns {Promise<{name: string, email: string,
   *    tickets: {ticket: string, token: string}[]} | null>} */
  return async function known(identity) {
    for (;;) {
      const { status, answer } = await ask({
        method: "POST",
        path: `/api/sites/${site}/visitor`,
        headers: { Authorization: `Bearer ${identity}` },
        brings: ({ tickets }) => Array.isArray(tickets),
      });
      if (status === 200) return answer;
      if (status >= 400 && status < 500 && status !== 429) {
        say("error", { code: answer.code, message: answer.message });
        return null;
      }
      await new Promise((done) => clock.setTimeout(done, PAUSE));
    }
  };
}
