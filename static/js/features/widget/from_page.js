// What the page says to the frame in it: the other half of messages.js, which the launcher has no use for.

/** @type {Record<string, Record<string, string[]>>} */
export const FROM_PAGE = {
  greet: {
    identity: ["string", "none"],
    prefill: ["object", "none"],
    kept: ["string", "none"],
    keeps: ["boolean"],
    sealed: ["object", "none"],
    reset: ["boolean"],
    visible: ["boolean"],
  },
  identify: { identity: ["string", "none"] },
  prefill: { prefill: ["object", "none"] },
  shown: { visible: ["boolean"] },
  sealed: { n: ["number"], kept: ["boolean"] },
  reset: {},
};
