// What the log shows: the timeline's events, and after them what is still on its way.
import { entries } from "./entries.js";
import { createMessageList } from "./message_list.js";
import { createStickyEnd } from "../ui/sticky_end.js";
import { t } from "../words/t.js";
import { dayKey } from "../words/when.js";

const LOOK = 30_000; // milliseconds between two looks at the calendar

/** {parts, timeline, past() → events that are shown in its place, or null, me(), clock, page: what features
 *  may use, reached(): the end came into view} → {show(how), startOver(), item(item), forget(id),
 *  othersRead(seq), othersGot(seq), marked(kind, seq), end: of sticky_end.js, close()}
 *  @param {{parts: import("../ui/parts.js").Parts, timeline: import("./timeline.js").Timeline,
 *    past: () => import("./timeline.js").TicketEvent[] | null, me: () => import("../wire/frames.js").Author,
 *    clock: import("../wire/clock.js").Clock, page: import("./conversation.js").Conversation,
 *    reached: () => void}} what */
export function createLog({ parts, timeline, past, me, clock, page, reached }) {
  /** @type {Map<string, import("../outbox/outbox.js").Item>} */
  const own = new Map();
  const list = createMessageList({
    list: parts.messages,
    template: parts.messageTemplate,
    failed: parts.failedTemplate,
    carried: parts.carriedTemplate,
    clock,
    page,
  });
  const end = createStickyEnd({
    log: parts.log,
    list: parts.messages,
    pill: parts.pill,
    words: parts.pillWords,
    below: (n) => (n ? t("conversation.new", { n }) : t("conversation.newest")),
    reached,
  });
  let readUpTo = 0;
  let deliveredUpTo = 0;
  /** @type {Map<string, number>} */
  const beside = new Map();
  let day = dayKey(clock.now());
  let timer = clock.setTimeout(turn, LOOK);

  /** @param {import("../ui/sticky_end.js").How} [how] */
  function show(how) {
    const shown = past() ?? timeline.events;
    const waiting = past() ? [] : [...own.values()].filter(({ id }) => !timeline.find(id));
    const lines = entries({ events: shown, own: waiting, me: me(), readUpTo, deliveredUpTo, beside });
    end.keep(() => list(lines), how);
  }

  // After midnight "Today" is another day.
  function turn() {
    const today = dayKey(clock.now());
    if (today !== day) show();
    day = today;
    timer = clock.setTimeout(turn, LOOK);
  }

  return {
    show,
    end,
    /** Another log: what the old one had stored is no part of it, and its marks are not its marks. */
    startOver() {
      for (const { id, state } of own.values()) if (state === "stored") own.delete(id);
      readUpTo = deliveredUpTo = 0;
      beside.clear();
    },
    forget: (id) => own.delete(id),
    /** @param {import("../outbox/outbox.js").Item} item */
    item(item) {
      if (item.state === "discarded") own.delete(item.id);
      else own.set(item.id, item);
      show();
    },
    /** @param {number} seq */
    othersRead(seq) {
      readUpTo = Math.max(readUpTo, seq);
      show();
    },
    /** @param {number} seq */
    othersGot(seq) {
      deliveredUpTo = Math.max(deliveredUpTo, seq);
      show();
    },
    /** A feature's mark (message_list.js).
     *  @param {string} kind
     *  @param {number} seq */
    marked(kind, seq) {
      beside.set(kind, seq);
      show();
    },
    close() {
      clock.clearTimeout(timer);
      end.close();
      parts.messages.replaceChildren();
    },
  };
}
