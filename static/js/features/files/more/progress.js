// How much of each file has gone, for whoever shows it. Pure.

/** @type {Map<string, number>} id → part of it, 0 to 1 */
const gone = new Map();
/** @type {Set<(id: string, part: number) => void>} */
const listening = new Set();

/** @type {(file: {id: string, size: number}, bytes: number) => void} */
export function told({ id, size }, bytes) {
  gone.set(id, bytes / size);
  for (const hear of listening) hear(id, bytes / size);
}

/** @param {string} id */
export const partGone = (id) => gone.get(id) ?? 0;

/** @param {(id: string, part: number) => void} hear
 *  @returns {() => void} no more */
export function follow(hear) {
  listening.add(hear);
  return () => void listening.delete(hear);
}
