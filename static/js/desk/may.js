// What the agent's role allows, as the server said of it with the page. What needs more isn't offered: an
// action says so by `needs`, an element by `data-needs` (css/desk/may.css).

/** @typedef {(needs?: string) => boolean} May
 *  @param {string} [rights] by name, of tickets/people/roles.py
 *  @returns {May} */
export function mayBy(rights = "") {
  const has = new Set(rights.split(" "));
  return (needs) => !needs || has.has(needs);
}
