// What the customer is asked about, by the log. Pure.

/** The newest resolution, if it is asked about: its event's id and seq, what was answered so far, and when;
 *  `words: false`: none are asked for.
 *  @typedef {{id: string, seq: number, words?: boolean, score?: number, comment?: string,
 *    at?: string} | null} Asked
 *  @param {Asked} asked
 *  @param {any} event
 *  @returns {Asked} */
export function after(asked, { id, seq, kind, body, data, rating, at }) {
  if (kind === "status") return rating ? { id, seq, ...rating } : null;
  if (kind !== "rating" || !asked || data.resolution !== asked.seq) return asked;
  if (Date.parse(at) < Date.parse(asked.at ?? at)) return asked;
  return { ...asked, score: data.score, comment: body };
}
