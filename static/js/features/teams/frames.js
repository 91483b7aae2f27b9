// The `team` frame of a page, and the call that does the same. Pure.
import { writes } from "../../wire/calls.js";

export const PAGE_TYPES = ["team"];

/** team: its id, or null for none.
 *  @type {(change: {id: string, ticket: string, team: number | null}) =>
 *    import("../../wire/frames.js").PageFrame} */
export const team = ({ id, ticket, team }) => ({ type: "team", id, ticket, team });

writes("team", "team");
