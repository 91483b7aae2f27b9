// The `assign` frame of a page, and the call that does the same. Pure.
import { writes } from "../../wire/calls.js";

export const PAGE_TYPES = ["assign"];

/** agent: a user name, or null for nobody; from: whose it is on the screen, undefined where nobody knows.
 *  @type {(change: {id: string, ticket: string, agent: string | null, from?: string | null}) =>
 *    import("../../wire/frames.js").PageFrame} */
export const assign = ({ id, ticket, agent, from }) => ({
  type: "assign",
  id,
  ticket,
  agent,
  ...(from !== undefined && { from }),
});

writes("assign", "assignment");
