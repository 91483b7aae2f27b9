// The `typing` frames: of a page, and to the others. Pure.
export const PAGE_TYPES = ["typing"];
export const SERVER_TYPES = ["typing"];

/** @typedef {import("../../wire/frames.js").Author & {type: "typing", ticket: string}} Typing */
/** @type {(ticket: string) => import("../../wire/frames.js").PageFrame} */
export const typing = (ticket) => ({ type: "typing", ticket });
