// Whether it is for this tab to send. Alone it is as long as there is a link. Of several
// it is one: the others show what that one does. Ids make a double harmless.
import { OVERDUE } from "./lane.js";

/** @type {(on: import("./tabs.js").TabListeners) => import("./tabs.js").Tabs} */
const ALONE = () => ({ together: false, leading: false, lead() {}, leave() {}, doubt() {}, tell() {} });

/** createTurn({tabs(on) → conversation/tabs.js: without it this tab is alone; store: conversation/store.js;
 *  clock; on}):
 *  on.go() / on.rest()   it is for this tab to send; it isn't any more
 *  on.catchUp() → promise: reads what the tab that sent until now has left
 *  on.owing() → whether anything waits to be sent
 *  on.item(item)         what another tab told
 *  .live() / .down()     the link's events of the same names
 *  .sending · .owe(item) it waits to be sent · .tell(item) what became of it
 *  @typedef {import("./outbox.js").Item} Item
 *  @typedef {{go: () => void, rest: () => void, catchUp: () => Promise<void>, owing: () => boolean,
 *    item: (item: Item) => void}} TurnListeners
 *  @param {{tabs?: typeof ALONE, store: import("./outbox.js").Store,
 *    clock: import("../wire/clock.js").Clock, on: TurnListeners}} parts */
export function createTurn({ tabs = ALONE, store, clock, on }) {
  const others = tabs({ item: on.item, leads, rests: rest });
  let up = false;
  let sending = false;
  let expected = null;

  // What is only in this tab's memory, no other tab can send.
  const alone = () => !others.together || store.refused;

  function go() {
    sending = true;
    on.go();
  }

  function rest() {
    sending = false;
    on.rest();
  }

  // The tab that sent until now may have died in the midst of it, and of its words too.
  async function leads() {
    await on.catchUp();
    if (up && (others.leading || alone())) go();
  }

  // The one that should send may hang: now, or after it has said that it doesn't.
  function expectLeader() {
    const left = () => up && !sending && on.owing();
    if (!left()) return;
    expected ??= clock.setTimeout(() => {
      expected = null;
      if (left()) others.doubt();
      expectLeader();
    }, 2 * OVERDUE);
  }

  /** @param {Item} item */
  function tell(item) {
    if (!alone()) others.tell({ ...item });
  }

  return {
    get sending() {
      return sending;
    },
    tell,
    live() {
      up = true;
      if (alone()) return go();
      others.lead();
      expectLeader();
    },
    down() {
      up = false;
      others.leave();
      rest();
    },
    /** @param {Item} item */
    owe(item) {
      if (up && alone()) go();
      tell(item);
      expectLeader();
    },
  };
}
