// What this browser still owes the server. A message is stored here before the box
// is cleared, and leaves on its ack, its echo, or by the user's hand.
//
// Per ticket one message is under way at a time: the next one goes when the one
// before has its verdict. So nothing can overtake a message that was put off.

/** createOutbox({store, owner, send, clock, newId, on}):
 *  store: conversation/store.js; clock: wire/clock.js; newId() → UUID (crypto.randomUUID)
 *  owner  whose messages these are, for one browser may hold several people's:
 *         "customer:<ticket>" or "agent:<username>". Others' are left alone.
 *  send(frame) → whether it was taken: link.send
 *  on.change(item)  an item is new or its state changed (also for each stored one at the start)
 *  on.overdue(ms)   an ack is missing for so long: after 4,000 ms and every 4,000 more: link.doubt()
 *
 *  An item: {id, ticket, body, kind, at, state, reason?, seq?}; `at` is Date milliseconds until it is stored,
 *  then the server's RFC 3339 text. state: "waiting" (stored here, on its way), "stored" (committed, has its
 *  seq and has left the outbox), "failed" (reason: {code, message}), "discarded".
 *
 *  .ready      a promise: what an earlier page left behind is loaded
 *  .add(ticket, body, kind = "message") → promise of the item: once it is kept, the box may be cleared.
 *              Rejects with RangeError when the body is over 8,000 characters.
 *  .live() / .down()   the link's events of the same names
 *  .ack(frame) / .reject(frame) → whether it was about one of ours
 *  .seen(events)       events that the timeline added: an own id among them is as good as an ack
 *  .retry(id) / .discard(id)   for failed items
 *  .items(ticket)      what is in it for a ticket (without: all), oldest first */
export function createOutbox(parts) {
  throw new Error("to come");
}
