// The kinds of events, with what the log must know of each. Pure.

/** The seam for kinds of events. A feature registers its own when its script runs:
 *  words(event, me) → the line that the log shows, by key, of what its `body` and `data` name; "" for none.
 *      To whom did it, "You".
 *  named(frame) → whom an `events` frame names beside its events, under the name of today
 *  renamed(event, isOne, name) → the event, where it names somebody beside its author
 *  erases(event) → the seqs of events whose words are gone: they are forgotten wherever they are held
 *  An event of a kind that nobody registered has its seq and is no message: a line shows its `body`, which
 *  of a kind that customers see is a plain sentence; of what they don't see, nothing is shown.
 *  @typedef {import("../wire/frames.js").TicketEvent} TicketEvent
 *  @typedef {import("../wire/frames.js").Author} Author
 *  @typedef {(one: Partial<Author>) => boolean} IsOne
 *  @typedef {{words: (event: any, me: Author) => string,
 *    erases?: (event: any) => number[],
 *    named?: (frame: any) => {key: string, name: string} | null,
 *    renamed?: (event: any, isOne: IsOne, name: string) => TicketEvent}} Kind
 *  @param {string} name
 *  @param {Kind} kind */
export function register(name, kind) {
  if ((kinds.get(name) ?? kind) !== kind) throw new Error(`two kinds of events are called ${name}`);
  kinds.set(name, kind);
}

/** @type {Map<string, Kind>} */
const kinds = new Map();
const SPOKEN = new Set(["message", "note"]);

/** Whether somebody said it: the log shows a message.
 *  @param {{kind: string}} event */
export const isSpoken = ({ kind }) => SPOKEN.has(kind);

/** Of an event that is no message. "": nothing is shown of it.
 *  @param {TicketEvent} event
 *  @param {Author} me */
export function wordsOf(event, me) {
  const kind = kinds.get(event.kind);
  return kind ? kind.words(event, me) : event.hidden ? "" : event.body;
}

/** @type {((event: any) => string)[]} */
const beside = [];

/** The seam for what an event says beside its words, where it is told in one line: in the desk's list, and
 *  by a screen reader. words(event) → "" for nothing.
 *  @param {(event: any) => string} words */
export const sayBeside = (words) => void beside.push(words);

/** A message in one line.
 *  @param {{body: string}} event */
export const inOneLine = (event) =>
  [event.body, ...beside.map((words) => words(event))].filter(Boolean).join(" ");

/** What is gone by these events.
 *  @param {TicketEvent[]} events
 *  @returns {Set<number>} */
export const erasedBy = (events) =>
  new Set(events.flatMap((event) => kinds.get(event.kind)?.erases?.(event) ?? []));

/** As the server has an event whose words are gone.
 *  @type {(event: TicketEvent) => TicketEvent} */
export const emptied = ({ seq, id, kind, author, at, hidden }) => ({
  seq,
  id,
  kind,
  author,
  at,
  ...(hidden && { hidden }),
  body: "",
  data: { erased: true },
});

/** @param {any} frame */
export const namedBy = (frame) => [...kinds.values()].flatMap(({ named }) => named?.(frame) ?? []);

/** @type {(event: TicketEvent, isOne: IsOne, name: any) => TicketEvent} */
export const renamed = (event, isOne, name) => kinds.get(event.kind)?.renamed?.(event, isOne, name) ?? event;
