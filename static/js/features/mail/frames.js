// The frame `mailed` of the server. Pure.

export const SERVER_TYPES = ["mailed"];

/** Replies up to this seq were mailed to the customer, who wasn't there.
 *  @typedef {{type: "mailed", ticket: string, seq: number}} Mailed */
