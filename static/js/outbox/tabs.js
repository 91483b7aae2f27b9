// One person's tabs in one browser: one of them sends for all, and each tells the
// others what becomes of the messages. A lock of the browser says who it is; it
// falls to the next when a tab dies, is closed, or has no link.
const SILENCE = 2_000; // ms: a leader that says nothing for so long hangs, and the lock is taken from it

// What a browser may refuse: by not having it, or by throwing when it is asked for.
/** @type {<T>(ask: () => T | undefined) => T | null} */
const had = (ask) => {
  try {
    return ask() ?? null;
  } catch {
    return null;
  }
};

/** createTabs({owner, clock, locks, Channel, on: {item(item), leads(), rests()}}):
 *  item(item)  what another tab told · leads() it is ours to send · rests() not any more
 *  locks() / Channel()   the browser's own
 *  .together   false where the browser can't do this, or stops doing it: then every tab sends its own
 *  (leads() says so)
 *  .leading · .lead() wants to send · .leave() doesn't · .doubt() is anybody sending? · .tell(item)
 *  @typedef {import("./outbox.js").Item} Item
 *  @typedef {{item: (item: Item) => void, leads: () => void, rests: () => void}} TabListeners
 *  @typedef {{readonly together: boolean, readonly leading: boolean, lead: () => void, leave: () => void,
 *    doubt: () => void, tell: (item: Item) => void}} Tabs
 *  @param {{owner: string, clock: import("../wire/clock.js").Clock, locks?: () => LockManager | undefined,
 *    Channel?: () => typeof BroadcastChannel, on: TabListeners}} parts
 *  @returns {Tabs} */
export function createTabs({
  owner,
  clock,
  locks = () => globalThis.navigator?.locks,
  Channel = () => globalThis.BroadcastChannel,
  on,
}) {
  const name = `holdfast:${owner}`;
  const manager = had(locks);
  const channel = manager && had(() => listening(new (Channel())(name)));
  let together = Boolean(channel);
  /** @type {AbortController | null} what ends our wait for the lock, or our hold on it */
  let turn = null;
  let leading = false;
  let doubting = null;
  let later = null;

  function listening(made) {
    made.addEventListener("message", ({ data }) => {
      if (data.item) on.item(data.item);
      if (data.isAnybodySending && leading) say({ iAm: true });
      if (data.iAm) calm();
    });
    return made;
  }

  /** @param {{steal?: boolean}} how */
  function lead(how = {}) {
    const mine = (turn = new AbortController());
    /** @type {() => Promise<void>} */
    const hold = () =>
      new Promise((release) => {
        if (turn !== mine) return release();
        mine.signal.addEventListener("abort", () => release());
        leading = true;
        calm();
        on.leads();
      });
    const options = how.steal ? how : { signal: mine.signal };
    const ended = () => turn === mine && (leading ? stolen() : alone());
    new Promise((done) => done(manager?.request(name, options, hold))).then(ended, ended);
  }

  // Not at once: a page that is just being left may be refused for as long as it asks.
  function stolen() {
    leave();
    on.rests();
    later = clock.setTimeout(() => turn ?? lead(), SILENCE);
  }

  function alone() {
    leave();
    together = false;
    on.leads();
  }

  function leave() {
    turn?.abort();
    turn = null;
    leading = false;
    clock.clearTimeout(later);
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
    doubting = clock.setTimeout(alone, SILENCE); // it is given at once, or never
  }

  function say(words) {
    try {
      channel.postMessage(words);
    } catch {
      alone();
    }
  }

  return {
    get together() {
      return together;
    },
    get leading() {
      return leading;
    },
    lead: () => (together ? (turn ?? lead()) : null),
    leave,
    doubt() {
      if (!turn || leading || doubting) return;
      doubting = clock.setTimeout(steal, SILENCE);
      say({ isAnybodySending: true });
    },
    tell: (item) => say({ item }),
  };
}
