// From a merged conversation to the one where it goes on.
import { moveUnsent } from "../../../storage/moving.js";

const PAUSE = 200; // ms between looks at what is still owed
const AGAIN = 2_000; // ms until a server that is away is asked again
const REFUSED = new Set([403, 404, 409]); // taken apart meanwhile, say

let going = false;

/** page: {ticket, clock, call: of wire/http.js, owes() → whether something waits to be sent,
 *  drafts: of storage/drafts.js, draftsOf(ticket) → those of another, goOn(answer): there}. What was written
 *  here is sent from here: it is stored in both. What wasn't sent goes there.
 *  @param {any} page */
export async function goOver(page) {
  if (going) return;
  going = true;
  const pause = (ms) => new Promise((done) => page.clock.setTimeout(done, ms));
  for (;;) {
    while (page.owes()) await pause(PAUSE);
    const { status, answer } = await page.call({
      method: "POST",
      path: `/api/tickets/${encodeURIComponent(page.ticket)}/session-into`,
    });
    if (status === 201 && !page.owes()) {
      const { ticket } = answer;
      await moveUnsent(page, { drafts: page.draftsOf(ticket), ticket });
      return page.goOn(answer);
    }
    if (REFUSED.has(status)) break;
    if (status !== 201) await pause(AGAIN);
  }
  going = false;
}
