// The `availability` frame of a desk, and the one that says who is what. Pure.

export const PAGE_TYPES = ["availability"];
export const SERVER_TYPES = ["agents"];

/** Ours says it by the call that does the same, which has an answer. back_at: an ISO time from which on they
 *  are available again.
 *  @type {(said: {available: boolean, back_at?: string}) => import("../../wire/frames.js").PageFrame} */
export const availability = ({ available, back_at }) => ({
  type: "availability",
  available,
  ...(back_at && { back_at }),
});
