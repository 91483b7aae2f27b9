// What the log shows, line by line: days, changes of the ticket, messages. Pure.
import { isSame } from "../people/same.js";
import { t } from "../words/t.js";
import { dayKey } from "../words/when.js";
import { isSpoken, wordsOf } from "./kinds.js";

const GROUP = 5 * 60_000; // messages of one person this close together share their name and time

/** events: the timeline's; own: outbox items that are not among them yet;
 *  me: {role, name}; readUpTo, deliveredUpTo: the newest seq that the other side has read, or has got;
 *  beside: the same of features' marks, which stand below these.
 *  → [{type: "day" | "change" | "message", key, …}]
 *  @typedef {import("../wire/frames.js").TicketEvent} TicketEvent
 *  @typedef {import("../wire/frames.js").Author} Author
 *  @typedef {import("../outbox/outbox.js").Item} Item
 *  @typedef {{type: "day", key: string, at: string | number}} Day
 *  @typedef {{type: "change", key: string, at: string, words: string}} Change
 *  @typedef {{type: "message", key: string, id: string, kind: string, side: "own" | "other", by: Author,
 *    author: string, named: boolean,
 *    body: string, at: string | number, mark: string | null, first?: boolean, last?: boolean, erased?: true,
 *    carried: any, event?: TicketEvent, item?: Item}} Message carried: what it has beside its words
 *  @typedef {Day | Change | Message} Entry
 *  @typedef {[string, number][]} UpTo marks, the furthest first
 *  @param {{events: TicketEvent[], own: Item[], me: Author, readUpTo: number, deliveredUpTo?: number,
 *    beside?: Map<string, number>}} log
 *  @returns {Entry[]} */
export function entries({ events, own, me, readUpTo, deliveredUpTo = 0, beside = new Map() }) {
  /** @type {UpTo} */
  const upTo = [["read", readUpTo], ["delivered", deliveredUpTo], ...beside];
  const messages = [
    ...events.flatMap((event) => ofEvent(event, me, upTo)),
    ...own.map((item) => ofItem(item, me)),
  ];
  /** @type {Entry[]} */
  const lines = [];
  /** @type {Entry | null} */
  let before = null;
  for (const entry of messages) {
    if (!before || dayKey(before.at) !== dayKey(entry.at))
      lines.push({ type: "day", key: `day-${dayKey(entry.at)}`, at: entry.at });
    if (entry.type === "message") group(lines.at(-1), entry);
    lines.push(entry);
    before = entry;
  }
  return lines;
}

/** → none: nothing is shown of it
 *  @type {(event: TicketEvent, me: Author, upTo: UpTo) => Entry[]} */
const ofEvent = (event, me, upTo) => (isSpoken(event) ? [ofMessage(event, me, upTo)] : ofChange(event, me));

/** @type {(event: TicketEvent, me: Author) => Change[]} */
function ofChange(event, me) {
  const words = wordsOf(event, me);
  return words ? [{ type: "change", key: `m-${event.id}`, at: event.at, words }] : [];
}

/** @param {TicketEvent} event
 *  @param {Author} me
 *  @param {UpTo} upTo
 *  @returns {Message} */
function ofMessage(event, me, upTo) {
  const { id, seq, kind, author, body, at, data } = event;
  const side = author.role === me.role ? "own" : "other";
  const reached = upTo.find(([, far]) => seq <= far)?.[0] ?? "stored";
  const mark = side === "other" || kind === "note" ? null : reached;
  const mine = isSame(author, me);
  const erased = Boolean(data?.erased);
  return {
    type: "message",
    key: `${erased ? "x" : "m"}-${id}`, // another line than with its words
    id,
    kind,
    side,
    by: author,
    author: mine ? t("conversation.you") : author.name,
    named: side === "own" && !mine,
    body: erased ? t("conversation.erased") : body,
    at,
    mark,
    ...(erased && { erased }),
    carried: erased ? undefined : data,
    event,
  };
}

/** @param {Item} item
 *  @param {Author} me
 *  @returns {Entry} */
function ofItem(item, me) {
  const { id, kind, body, at, state } = item;
  return {
    type: "message",
    key: `m-${id}`,
    id,
    kind,
    side: "own",
    by: me,
    author: t("conversation.you"),
    named: false,
    body,
    at,
    mark: state,
    carried: item.carried,
    item,
  };
}

/** @param {Entry | undefined} before
 *  @param {Message} entry */
function group(before, entry) {
  const joined =
    before?.type === "message" &&
    before.side === entry.side &&
    isSame(before.by, entry.by) &&
    before.kind === entry.kind &&
    Number(new Date(entry.at)) - Number(new Date(before.at)) < GROUP;
  entry.first = !joined;
  entry.last = true;
  if (joined) before.last = false;
}
