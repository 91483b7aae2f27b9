// One browser has one cookie: a page that gets in tells those of the same person that were signed out.

/** createInside({owner, again(): try the cookie once more, Channel}) → {state(state)}: the link's, at each
 *  change
 *  @param {{owner: string, again: () => void, Channel?: typeof BroadcastChannel}} parts */
export function createInside({ owner, again, Channel = globalThis.BroadcastChannel }) {
  const channel = Channel ? new Channel(`holdfast inside:${owner}`) : null;
  let out = false;
  channel?.addEventListener("message", () => out && again());
  return {
    state(state) {
      out = state === "signed-out";
      if (state === "live") channel?.postMessage(null);
    },
  };
}
