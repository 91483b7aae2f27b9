// One person's tabs in one browser: one of them sends for all, and each tells the
// others what becomes of the messages. A lock of the browser says who it is; it
// falls to the next when a tab dies, is closed, or has no link.
const SILENCE = 2_000; // ms: a leader that says nothing for so long hangs, and the lock is taken from it

/** createTabs({owner, clock, locks, Channel, on: {item(item), leads(), rests()}}):
 *  item(item)  what another tab told · leads() it is ours to send · rests() not any more
 *  .together   false where the browser can't do this: then every tab sends its own
 *  .leading · .lead() wants to send · .leave() doesn't · .doubt() is anybody sending? · .tell(item) */
export function createTabs({ owner, clock, locks = globalThis.navigator?.locks, Channel = globalThis.BroadcastChannel, on }) {
  const name = `holdfast:${owner}`;
  const together = Boolean(locks && Channel);
  const channel = together ? new Channel(name) : null;
  let turn = null; // what ends our wait for the lock, or our hold on it
  let leading = false;
  let doubting = null;

  function lead(how = {}) {
    const mine = (turn = new AbortController());
    const hold = () => new Promise((release) => {
      if (turn !== mine) return release();
      mine.signal.addEventListener("abort", release);
      leading = true;
      on.leads();
    });
    const options = how.steal ? how : { signal: mine.signal };
    locks.request(name, options, hold).catch(() => turn === mine && stolen());
  }

  function stolen() {
    leave();
    on.rests();
    lead();
  }

  function leave() {
    turn?.abort();
    turn = null;
    leading = false;
    calm();
  }

  function calm() {
    clock.clearTimeout(doubting);
    doubting = null;
  }

  function steal() {
    calm();
    if (!turn || leading) return;
    leave();
    lead({ steal: true });
  }

  channel?.addEventListener("message", ({ data }) => {
    if (data.item) on.item(data.item);
    if (data.isAnybodySending && leading) channel.postMessage({ iAm: true });
    if (data.iAm) calm();
  });

  return {
    together,
    get leading() { return leading; },
    lead: () => turn ?? lead(),
    leave,
    doubt() {
      if (!turn || leading || doubting) return;
      channel.postMessage({ isAnybodySending: true });
      doubting = clock.setTimeout(steal, SILENCE);
    },
    tell: (item) => channel?.postMessage({ item }),
  };
}
