// Whether the conversation in a frame stays there when the website says who is signed in now. Pure.

/** The site's own name for a person, as an identity has it: whether it is so, the server alone can tell.
 *  @param {string} identity */
export function subOf(identity) {
  try {
    return String(JSON.parse(atob(identity.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub);
  } catch {
    return "";
  }
}

/** → stays(identity) → promise of whether it does. A guest's goes on for who has no other; what is another
 *  visitor's is left before anybody is asked.
 *  @param {{ticket: string, whose: string | null,
 *    visitor: (identity: string) => Promise<{tickets: {ticket: string}[]} | null>}} parts
 *    whose: of subOf, or null: a guest's */
export const createStay =
  ({ ticket, whose, visitor }) =>
  /** @param {string | null} identity */
  async (identity) => {
    if (identity === null || (whose !== null && whose !== subOf(identity))) return false;
    const known = await visitor(identity);
    if (!known) return false;
    return whose !== null || !known.tickets.length || known.tickets.some((one) => one.ticket === ticket);
  };
