// What the log shows, line by line: days, changes of the ticket, messages. Pure.
import { dayKey } from "../when.js";

const GROUP = 5 * 60_000; // messages of one person this close together share their name and time

/** events: the timeline's; own: outbox items that are not among them yet;
 *  me: {role, name}; readUpTo, deliveredUpTo: the newest seq that the other side has read, or has got.
 *  → [{type: "day" | "change" | "message", key, …}] */
export function entries({ events, own, me, readUpTo, deliveredUpTo = 0 }) {
  const messages = [...events.map((event) => ofEvent(event, me, { readUpTo, deliveredUpTo })), ...own.map((item) => ofItem(item, me))];
  const lines = [];
  let before = null;
  for (const entry of messages) {
    if (!before || dayKey(before.at) !== dayKey(entry.at)) lines.push({ type: "day", key: `day-${dayKey(entry.at)}`, at: entry.at });
    if (entry.type === "message") group(lines.at(-1), entry);
    lines.push(entry);
    before = entry;
  }
  return lines;
}

function ofEvent({ id, seq, kind, author, body, at }, me, { readUpTo, deliveredUpTo }) {
  if (kind === "status" || kind === "assignment") return { type: "change", key: `m-${id}`, at, words: changeWords(kind, author.name, body) };
  const side = author.role === me.role ? "own" : "other";
  const mark = side === "other" || kind === "note" ? null : seq <= readUpTo ? "read" : seq <= deliveredUpTo ? "delivered" : "stored";
  const named = side === "own" && author.name !== me.name;
  return { type: "message", key: `m-${id}`, id, kind, side, name: author.name, named, body, at, mark };
}

function ofItem({ id, kind, body, at, state }, me) {
  return { type: "message", key: `m-${id}`, id, kind, side: "own", name: me.name, named: false, body, at, mark: state };
}

function group(before, entry) {
  const joined = before.type === "message" && before.side === entry.side && before.name === entry.name
    && before.kind === entry.kind && new Date(entry.at) - new Date(before.at) < GROUP;
  entry.first = !joined;
  entry.last = true;
  if (joined) before.last = false;
}

function changeWords(kind, name, body) {
  if (kind === "status") return body === "resolved" ? `${name} resolved this conversation` : `${name} reopened this conversation`;
  if (!body && !name) return "This conversation went back to the queue";
  if (!body) return `${name} gave this conversation back`;
  return body === name ? `${name} took this conversation` : `${name} assigned this to ${body}`;
}
