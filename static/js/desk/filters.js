// Words with a colon by which conversations are found, beside those of the search itself. Pure.

/** The seam for a feature's filters, which are the server's as well (tickets/desk/filters.py).
 *  name: before the colon; how: the key of what is said where a value isn't taken
 *  @typedef {{name: string, how: string}} Filter
 *  @param {Filter} filter */
export const register = (filter) => void filters.push(filter);

/** @type {Filter[]} */
const filters = [];

/** @returns {readonly Filter[]} */
export const all = () => filters;
