// The customer's private link, as an agent copies it: a new one each time, for only its hash is kept.

/** {current() → ticket, ask: of wire/http.js} → get() → promise of the address; null: it can't be had;
 *  undefined: nothing is to be copied, for another conversation is open by now, or it is being asked for
 *  @param {{current: () => string | undefined, ask: import("../wire/http.js").Ask}} parts */
export function createCustomersLink({ current, ask }) {
  /** @type {Set<string>} */
  const asked = new Set();

  return async () => {
    const ticket = current();
    if (!ticket) return null;
    if (asked.has(ticket)) return undefined;
    asked.add(ticket);
    const path = `/api/tickets/${encodeURIComponent(ticket)}/link`;
    const { status, answer } = await ask({ method: "POST", path });
    asked.delete(ticket);
    if (ticket !== current()) return undefined;
    return status === 201 ? answer.url : null;
  };
}
