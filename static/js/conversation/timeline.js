// One ticket as this page has it. Whatever arrives, doubled, out of order or with
// a hole, what it holds is the log from its start up to `after`, without a gap.

/** createTimeline({after}) : `after` is the seq that the page starts behind (0: from the first event).
 *
 *  .apply(frame) → {added, head, more}: takes an `events` frame (or the HTTP twin's answer).
 *     added: the events that were new, in order. head: the newest seq that is shown.
 *     more: there are events that the page lacks; send sync(ticket, head) for them.
 *  .after   the newest seq held: what `hello` and `sync` ask to go on from
 *  .events  all of them, in order
 *  .ticket  {subject, status, assignee} as the newest frame has it, or null before the first
 *  .find(id) → the event with this id, or undefined */
export function createTimeline({ after = 0 } = {}) {
  const events = [];
  const byId = new Map();
  let newest = 0;
  let ticket = null;

  function take(event) {
    after = event.seq;
    events.push(event);
    byId.set(event.id, event);
    return event;
  }

  // An answer that overtook a newer one must not bring back an old status.
  function look({ head, subject, status, assignee }) {
    if (head < newest) return;
    newest = head;
    if (status !== undefined) ticket = { subject, status, assignee };
  }

  return {
    apply(frame) {
      const fresh = frame.events.filter((event) => event.seq > after);
      const added = [];
      for (const event of fresh) if (event.seq === after + 1) added.push(take(event));
      look(frame);
      return { added, head: after, more: frame.more || added.length < fresh.length };
    },
    find: (id) => byId.get(id),
    get after() { return after; },
    get events() { return events; },
    get ticket() { return ticket; },
  };
}
