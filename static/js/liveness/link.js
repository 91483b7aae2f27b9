// The page's link to the server: one socket after the other, for as long as the
// page lives. What one socket goes through is in connection.js.
//
//   waiting → connecting → syncing → live ⇄ doubting → waiting
//   frozen      the browser has put the page to sleep; nudge("resume") ends it
//   signed-out  the server wants a sign-in (4401); open(), or a nudge, tries again
//   stopped     the server will never talk to this page (see .stop); only open() tries again
//   closed      not opened yet, or closed by the page

/** createLink({openSocket, hello, clock, random, visible, on}):
 *  openSocket(handlers) → socket: (handlers) => openSocket(socketUrl(location), handlers) of wire/socket.js
 *  hello() → the hello frame, asked for at each attempt, so that `after` is up to date
 *  clock: wire/clock.js; random() → 0 … 1; visible() → whether somebody may be looking
 *  on: all are optional
 *    state(state)   one of the above, after it changed
 *    frame(frame)   every text frame of the server, in order, `welcome` and `bye` included
 *    live()         a new connection has everything: time for the outbox to send (not after a mere doubt)
 *    down()         a connection that had been live is gone
 *
 *  .state    .stop {code, reason} when stopped, else null
 *  .retryAt  when the next attempt is due (clock.now() milliseconds), or null
 *  .health   {ticking, database, draining} of the last answered probe, or null
 *  .open()   starts it
 *  .send(frame) → whether the socket took it; false too for a frame over 64 KiB
 *  .doubt()  probe now (an ack is overdue)
 *  .reconnect()  this connection is of no use any more: another one
 *  .nudge(reason)  "online", "offline", "visible", "focus", "resume": probes, or connects at once;
 *                  "send", "now" (the button): connects at once if there is no connection
 *  .freeze() on `freeze` and `pagehide`
 *  .close()  for good */
export function createLink(parts) {
  throw new Error("to come");
}
