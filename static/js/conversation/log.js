// What the log shows: the timeline's events, and after them what is still on its way.
import { entries } from "./entries.js";
import { createMessageList } from "./message_list.js";
import { createStickyEnd } from "./sticky_end.js";

/** {parts, timeline, me(), clock, reached(): the end came into view} → {show(how), startOver(), item(item), forget(id), othersRead(seq), othersGot(seq), atEnd(), settle(), close()} */
export function createLog({ parts, timeline, me, clock, reached }) {
  const own = new Map(); // outbox items by id
  const list = createMessageList({ list: parts.messages, template: parts.messageTemplate, failed: parts.failedTemplate, clock });
  const end = createStickyEnd({ log: parts.log, pill: parts.pill, words: parts.pillWords, reached });
  let readUpTo = 0;
  let deliveredUpTo = 0;
  let settled = null;

  /** how: of sticky_end.js */
  function show(how) {
    const waiting = [...own.values()].filter(({ id }) => !timeline.find(id));
    const lines = entries({ events: timeline.events, own: waiting, me: me(), readUpTo, deliveredUpTo });
    end.keep(() => list(lines), how);
  }

  parts.log.setAttribute("aria-live", "off");

  return {
    show,
    atEnd: end.atEnd,
    /** Another log: what the old one had stored is no part of it, and its marks are not its marks. */
    startOver() {
      for (const { id, state } of own.values()) if (state === "stored") own.delete(id);
      readUpTo = deliveredUpTo = 0;
    },
    forget: (id) => own.delete(id),
    item(item) {
      if (item.state === "discarded") own.delete(item.id);
      else own.set(item.id, item);
      show();
    },
    othersRead(seq) {
      readUpTo = Math.max(readUpTo, seq);
      show();
    },
    othersGot(seq) {
      deliveredUpTo = Math.max(deliveredUpTo, seq);
      show();
    },
    /** What was there before is not read out; what comes from now on is. */
    settle() {
      settled ??= clock.setTimeout(() => parts.log.setAttribute("aria-live", "polite"), 500);
    },
    close() {
      clock.clearTimeout(settled);
      end.close();
      parts.messages.replaceChildren();
    },
  };
}
