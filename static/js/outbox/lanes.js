// The lanes of all tickets, each made when it is asked for. What is added keeps the order of writing.
import { createLane } from "./lane.js";

/** parts: of lane.js; sending() → whether a new lane may send at once
 *  → {of(ticket) → its lane, items(ticket; without: all), find(id) → item, add(item), live(), down()}
 *  @param {import("./lane.js").LaneParts & {sending: () => boolean}} parts */
export function createLanes({ sending, ...parts }) {
  /** @type {Map<string, ReturnType<typeof createLane>>} */
  const lanes = new Map();

  /** @param {string} ticket
   *  @returns {ReturnType<typeof createLane>} */
  function of(ticket) {
    const lane = lanes.get(ticket) ?? create();
    lanes.set(ticket, lane);
    return lane;
  }

  function create() {
    const lane = createLane(parts);
    if (sending()) lane.live();
    return lane;
  }

  /** @param {string} [ticket] */
  function items(ticket) {
    const asked = ticket === undefined ? [...lanes.values()] : [of(ticket)];
    return asked.flatMap((lane) => lane.items);
  }

  return {
    of,
    items,
    /** @param {string} id */
    find: (id) => items().find((item) => item.id === id),
    /** @param {import("./outbox.js").Item} item */
    add(item) {
      const lane = of(item.ticket);
      lane.items.push(item);
      lane.items.sort((a, b) => a.order - b.order); // as they were written, in whichever tab
    },
    live: () => lanes.forEach((lane) => lane.live()),
    down: () => lanes.forEach((lane) => lane.down()),
  };
}
