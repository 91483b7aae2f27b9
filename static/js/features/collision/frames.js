// The `looked` frames: of an agent's page, and to the others. Pure.
export const PAGE_TYPES = ["looked"];
export const SERVER_TYPES = ["looked"];

/** @typedef {import("../../wire/frames.js").Author & {type: "looked", ticket: string, key: string,
 *    seq: number}} Looked */
/** @type {(ticket: string, seq: number) => import("../../wire/frames.js").PageFrame} */
export const looked = (ticket, seq) => ({ type: "looked", ticket, seq });
