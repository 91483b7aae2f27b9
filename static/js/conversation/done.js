// Whether a conversation is done: until somebody writes again, nobody has to answer it. Pure.

/** The seam for what ends a conversation; each is asked of a ticket as `events` frames have it, or of
 *  its row. Without any, no conversation is ever done.
 *  @typedef {(stands: any) => boolean} Ends
 *  @param {Ends} ends */
export const endedBy = (ends) => void all.add(ends);

/** @type {Set<Ends>} */
const all = new Set();

/** @param {object | null | undefined} stands */
export const isDone = (stands) => Boolean(stands) && [...all].some((ends) => ends(stands));
