// The `status` frame of a page, and the call that does the same. Pure.
import { writes } from "../../wire/calls.js";

export const PAGE_TYPES = ["status"];
export const OPEN = "open";
export const RESOLVED = "resolved";

/** seen: the newest seq on the screen.
 *  @type {(change: {id: string, ticket: string, status: string, seen?: number}) =>
 *    import("../../wire/frames.js").PageFrame} */
export const status = ({ id, ticket, status, seen }) => ({
  type: "status",
  id,
  ticket,
  status,
  ...(seen !== undefined && { seen }),
});

writes("status", "status");
