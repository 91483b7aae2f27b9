// The `typing` frames: of a page, and to the others. Pure.
export const PAGE_TYPES = ["typing"];
export const SERVER_TYPES = ["typing"];

/** @typedef {import("../../wire/frames.js").Author} Author
 *  @typedef {Author & {type: "typing", ticket: string, kind?: string}} Typing */
/** kind: "note" is told to agents alone.
 *  @type {(ticket: string, kind?: string) => import("../../wire/frames.js").PageFrame} */
export const typing = (ticket, kind) => ({ type: "typing", ticket, ...(kind === "note" && { kind }) });
