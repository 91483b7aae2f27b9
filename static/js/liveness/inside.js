// One browser has one cookie: a page that gets in tells those of the same person that were signed out.

/** createInside({owner, again(): try the cookie once more, open(name) → channel}) → {state(state)}: the
 *  link's, at each change. A browser that refuses channels has pages that ask each for itself.
 *  @param {{owner: string, again: () => void, open?: (name: string) => BroadcastChannel}} parts */
export function createInside({ owner, again, open = (name) => new BroadcastChannel(name) }) {
  const channel = opened();
  let out = false;
  channel?.addEventListener("message", () => out && again());
  return {
    state(state) {
      out = state === "signed-out";
      if (state === "live") channel?.postMessage(null);
    },
  };

  function opened() {
    try {
      // eslint-disable-next-line house/words -- a channel's name
      return open(`holdfast inside:${owner}`);
    } catch {
      return null;
    }
  }
}
