// What a page does with each type of frame that the server sends. Pure.

/** The seam for frames, handed to a feature with its page: on(type, handle) hears each frame of a type,
 *  after the page's own handler, until the returned function is called. A type may be the feature's own,
 *  or one of the core's that it wants to know of. How a page's frame goes by HTTP says `calls.writes`.
 *  @typedef {import("./frames.js").ServerFrame} ServerFrame
 *  @typedef {(frame: any) => void} Handler
 *  @typedef {(type: string, handle: Handler) => () => void} On
 *  @param {import("./frames.js").Handlers} own
 *  @returns {{on: On, hear: (frame: ServerFrame) => void}} */
export function createHandlers(own) {
  /** @type {Map<string, Set<Handler>>} */
  const more = new Map();
  return {
    on(type, handle) {
      const all = more.get(type) ?? new Set();
      more.set(type, all.add(handle));
      return () => void all.delete(handle);
    },
    hear(frame) {
      /** @type {Handler | undefined} */ (own[frame.type])?.(frame);
      for (const handle of more.get(frame.type) ?? []) handle(frame);
    },
  };
}
