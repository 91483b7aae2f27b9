// What the customer is asked about, by the log. Pure.

/** The newest resolution, if it is asked about: its event's id, and what was answered so far.
 *  @typedef {{id: string, score?: number, comment?: string} | null} Asked
 *  @param {Asked} asked
 *  @param {any} event
 *  @returns {Asked} */
export function after(asked, { id, kind, body, data, rating }) {
  if (kind === "status") return rating ? { id, ...rating } : null;
  return kind === "rating" && asked ? { ...asked, score: data.score, comment: body } : asked;
}
