// What the customer is asked about, by the log. Pure.

/** The newest resolution, if it is asked about: its event's id, and what was answered so far, and when.
 *  @typedef {{id: string, score?: number, comment?: string, at?: string} | null} Asked
 *  @param {Asked} asked
 *  @param {any} event
 *  @returns {Asked} */
export function after(asked, { id, kind, body, data, rating, at }) {
  if (kind === "status") return rating ? { id, ...rating } : null;
  if (kind !== "rating" || !asked || Date.parse(at) < Date.parse(asked.at ?? at)) return asked;
  return { ...asked, score: data.score, comment: body };
}
