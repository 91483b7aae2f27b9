// A visit to a stretch of the log long before what is loaded. It grows as somebody scrolls, and where it
// meets what is loaded it becomes a part of that.
import { newsOf, olderOf } from "../wire/shapes.js";

const NEAR = 1_500; // pixels from either end

/** log: element; release(): something else than its end is looked at; getJson: of wire/http.js; show(how):
 *  what is to be shown has changed; joined(): and is the timeline's again, at the same place
 *  → {events: of the visit, or null; to(seq) → promise of its event, or null where it can't be had;
 *  reveal(event), end(), close()}
 *  @typedef {import("./timeline.js").TicketEvent} TicketEvent
 *  @param {{ticket: string, timeline: import("./timeline.js").Timeline, log: HTMLElement,
 *    release: () => void, getJson: import("../wire/http.js").GetJson,
 *    show: (how?: {older?: boolean}) => void, joined: () => void}} parts */
export function createVisit({ ticket, timeline, log, release, getJson, show, joined }) {
  const path = `/api/tickets/${encodeURIComponent(ticket)}/`;
  const before = (seq) => getJson(`${path}earlier?before=${seq}`, olderOf(ticket));
  const after = (seq) => getJson(`${path}events?after=${seq}`, newsOf(ticket));
  /** @type {TicketEvent[] | null} */
  let events = null;
  let turn = 0; // of who asks: an answer to somebody before is for nobody
  let asking = false;

  /** @param {Promise<{events: TicketEvent[]} | null>} page
   *  → its events; null: there are none, or they aren't wanted any more */
  async function come(page) {
    const mine = turn;
    asking = true;
    const answer = await page;
    if (mine !== turn) return null;
    asking = false;
    return answer?.events.length ? answer.events : null;
  }

  function end() {
    turn += 1;
    asking = false;
    events = null;
  }

  /** @param {number} seq */
  async function to(seq) {
    end();
    const held = () => timeline.events.find((event) => event.seq === seq);
    if (seq >= timeline.first) return held() ?? null;
    const up = await come(before(seq + 1)); // its newest is the one
    if (up?.at(-1)?.seq !== seq) return null;
    events = up;
    await further();
    return events?.find((event) => event.seq === seq) ?? held() ?? null;
  }

  async function further() {
    const last = events?.at(-1)?.seq ?? 0;
    const more = await come(after(last));
    if (!events) return;
    if (more?.[0].seq !== last + 1) return show();
    events = [...events, ...more];
    meet();
  }

  function meet() {
    if (!events || Number(events.at(-1)?.seq) + 1 < timeline.first) return show();
    const missing = events.filter(({ seq }) => seq < timeline.first);
    if (!timeline.prepend(missing)) return show();
    end();
    joined();
  }

  async function back() {
    const first = events?.[0].seq ?? 0;
    const older = await come(before(first));
    if (!events || older?.at(-1)?.seq !== first - 1) return;
    events = [...older, ...events];
    show({ older: true });
  }

  function scrolled() {
    if (!events || asking) return;
    if (log.scrollHeight - log.scrollTop - log.clientHeight < NEAR) further();
    else if (log.scrollTop < NEAR && events[0].seq > 1) back();
  }

  log.addEventListener("scroll", scrolled, { passive: true });

  return {
    get events() {
      return events;
    },
    to,
    /** Into the middle, marked, and with the focus. → its line
     *  @param {import("./timeline.js").TicketEvent} event */
    reveal({ id }) {
      const line = document.getElementById(`m-${id}`) ?? document.getElementById(`x-${id}`);
      for (const before of log.querySelectorAll("[data-found]")) before.removeAttribute("data-found");
      if (!line) return null;
      release();
      line.scrollIntoView({ block: "center" });
      line.setAttribute("data-found", "");
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
      return line;
    },
    end,
    close() {
      end();
      log.removeEventListener("scroll", scrolled);
    },
  };
}
