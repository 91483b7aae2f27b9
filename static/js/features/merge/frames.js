// The `merge` frame of a page, and the call that does the same. Pure.
import { writes } from "../../wire/calls.js";

export const PAGE_TYPES = ["merge"];
export const MERGED = "merged"; // a status

/** into: the other ticket, or null: it goes on by itself again; sure: different people's, and that was asked.
 *  @type {(change: {id: string, ticket: string, into: string | null, sure?: boolean}) =>
 *    import("../../wire/frames.js").PageFrame} */
export const merge = ({ id, ticket, into, sure = false }) => ({
  type: "merge",
  id,
  ticket,
  into,
  ...(sure && { sure }),
});

writes("merge", "merge");
