// The lanes of all tickets, each made when it is asked for. What is added keeps the order of writing.
import { createLane } from "./lane.js";

/** parts: of lane.js; sending() → whether a new lane may send at once
 *  → {of(ticket) → its lane, items(ticket; without: all), find(id) → item, add(item), live(), down()} */
export function createLanes({ sending, ...parts }) {
  const lanes = new Map();

  function of(ticket) {
    if (!lanes.has(ticket)) lanes.set(ticket, create());
    return lanes.get(ticket);
  }

  function create() {
    const lane = createLane(parts);
    if (sending()) lane.live();
    return lane;
  }

  function items(ticket) {
    const asked = ticket === undefined ? [...lanes.values()] : [of(ticket)];
    return asked.flatMap((lane) => lane.items);
  }

  return {
    of,
    items,
    find: (id) => items().find((item) => item.id === id),
    add(item) {
      const lane = of(item.ticket);
      lane.items.push(item);
      lane.items.sort((a, b) => a.order - b.order); // as they were written, in whichever tab
    },
    live: () => lanes.forEach((lane) => lane.live()),
    down: () => lanes.forEach((lane) => lane.down()),
  };
}
