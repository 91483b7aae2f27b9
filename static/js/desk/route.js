// Which view, which ticket and which of its events: kept in the address, so that a reload, a bookmark
// and the back button do what they should. /agent/<ticket>/?view=<view>#<seq>

import { viewNames } from "./views.js";

/** {parts, open(ticket or null, seq or 0), choose(view), view()}
 *  → {start(), view(view), ticket(ticket), leave()} */
export function createRoute({ parts, open, choose, view }) {
  const ticketIn = (path) => path.match(/^\/agent\/([^/]+)\/$/)?.[1] ?? null;

  const seqIn = (hash) => Number(hash.match(/^#(\d{1,9})$/)?.[1] ?? 0);

  function follow() {
    const wanted = new URLSearchParams(location.search).get("view");
    choose(viewNames().find((view) => view === wanted) ?? viewNames()[0]);
    open(ticketIn(location.pathname), seqIn(location.hash));
  }

  function go(path, wanted, seq = "") {
    history.pushState(null, "", `${path}?view=${wanted}${seq && `#${seq}`}`);
    follow();
  }

  const plain = (event) =>
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button);

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLElement | null} */ (
      target.closest("a[data-ticket], a[data-view], a[data-act=back]")
    );
    if (!link || !plain(event)) return;
    event.preventDefault();
    if (link.dataset.ticket) toTicket(link.dataset.ticket, link.dataset.seq);
    else if (link.dataset.view) go(location.pathname, link.dataset.view);
    else leave();
  });

  function leave() {
    if (!ticketIn(location.pathname)) return;
    const row = parts.rows.querySelector("[aria-current=page]");
    go("/agent/", view());
    row?.focus();
  }

  /** @param {string} ticket
   *  @param {string} [seq] */
  function toTicket(ticket, seq) {
    go(`/agent/${ticket}/`, view(), seq);
    parts.subject.focus({ preventScroll: true });
  }

  addEventListener("popstate", follow);
  return { start: follow, view: (wanted) => go(location.pathname, wanted), ticket: toTicket, leave };
}
