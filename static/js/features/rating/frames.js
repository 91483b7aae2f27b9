// The `rate` frame of a page, and the call that does the same. Pure.
import { writes } from "../../wire/calls.js";

export const PAGE_TYPES = ["rate"];

/** @type {(rating: {id: string, ticket: string, score: number, body: string}) =>
 *    import("../../wire/frames.js").PageFrame} */
export const rate = ({ id, ticket, score, body }) => ({ type: "rate", id, ticket, score, body });

writes("rate", "rating");
