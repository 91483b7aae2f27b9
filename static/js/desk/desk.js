// What a feature may use of the desk: the `page` of its slots there.

/** me: the agent's user name; key: theirs, as frames name people; name() → what customers call them
 *  may(right): of may.js, whether the agent's role allows it
 *  now() → the server's time, in milliseconds: this browser's clock may be wrong
 *  current() → the open ticket
 *  row(ticket?) → as the desk lists it, if it is known; without a ticket, of the open one
 *  seen(ticket) → the newest seq of it that is on the screen; undefined if it isn't open
 *  ask(make, more?) → promise of whether it was done: a frame with an id is sent, and again after a
 *      reconnect, until the server has answered. more: ticket, if not the open one; refused(verdict), while
 *      the ticket is still open. What is said of a refusal is the key `refused.<code>`: it may name the
 *      customer, {name}, and the fields of the frame
 *  reveal(verdict): what the customer wrote meanwhile (its `seq`) is shown
 *  offerUndo(words, act): what was done can be undone for a while
 *  onKey(key, act): a single letter; its words stand in the slot "help"
 *  offer(action): of actions.js, what can be done by a key of its own or out of a list; start(name): does it,
 *      as its key would
 *  everything(): the list of what can be done
 *  next() → goOn(): of going_on.js, called before something is done that takes the open conversation out of
 *      the list; go(ticket): opens it
 *  forMany(those): several conversations may be meant, see actions.js
 *  choose(what): of chooser.js, a question with few answers, or a list
 *  counted(counts): the server has counted these views, by name
 *  changed(): what is shown of the ticket is told again
 *  getJson: of wire/http.js; call: the same, with the status, and with refusals; on: of wire/handlers.js
 *  @typedef {import("../wire/frames.js").Reject} Reject
 *  @typedef {import("../wire/frames.js").PageFrame} PageFrame
 *  @typedef {(id: string, ticket: string) => PageFrame} Make
 *  @typedef {{ticket?: string, refused?: (verdict: Reject) => void}} More
 *  @typedef {{me: string, key: string, may: import("./may.js").May, name: () => string, now: () => number,
 *    current: () => string | undefined,
 *    row: (ticket?: string) => any, seen: (ticket: string) => number | undefined,
 *    ask: (make: Make, more?: More) => Promise<boolean>, reveal: (verdict: Reject) => void,
 *    offerUndo: (words: string, act: () => void) => void,
 *    onKey: (key: string, act: () => void) => void,
 *    offer: (action: import("./actions.js").Action) => () => void, start: (name: string) => void,
 *    everything: () => void, next: () => () => void, go: (ticket: string) => void,
 *    forMany: (those: import("./actions.js").Those) => void,
 *    choose: (what: import("./actions.js").Choice) => () => void, changed: () => void,
 *    counted: (counts: Record<string, number>) => void,
 *    getJson: import("../wire/http.js").GetJson, call: import("../wire/http.js").Ask,
 *    on: import("../wire/handlers.js").On}} Desk */
export {};
