// The desk's list as data: rows by ticket, views over them, counts. Pure.
import { isFor, isIn, tellingNames, viewOf, whoseTurn } from "./views.js";

// Longest waiting first, then those whom we answered, the newest first.
/** @type {(a: Row, b: Row) => number} */
function byWaiting(a, b) {
  if (a.waiting_since && b.waiting_since) return a.waiting_since < b.waiting_since ? -1 : 1;
  if (a.waiting_since || b.waiting_since) return a.waiting_since ? -1 : 1;
  return byChange(a, b);
}

/** @type {(view: string) => (a: Row, b: Row) => number} */
const order = (view) => (viewOf(view).done ? byChange : (a, b) => whoseTurn(a, b) || byWaiting(a, b));
/** @type {(a: Row, b: Row) => number} */
const byChange = (a, b) => (a.changed_at < b.changed_at ? 1 : -1);

// Conversations that want this agent: who waits, with words that nobody has read, for them or for anybody.
/** @type {(row: Row, me: string) => boolean} */
const calls = (row, me) => row.unread > 0 && row.waiting_since !== null && isFor(row, me);

export const MOST_COUNTED = 1000; // by the server: so many, or more

export const countWords = (count) =>
  count >= MOST_COUNTED ? `${MOST_COUNTED}+` : count > 0 ? String(count) : "";

/** me: the agent's user name
 *  → {replace, reaches, put, remove, rename, know, presence, view, counted, isWhole, get, counts, heard}
 *  A row that is known is not for that in the list, which is the server's: as far as it was read.
 *  @typedef {import("../wire/frames.js").Row} Row
 *  @typedef {import("../wire/frames.js").Person} Person
 *  @typedef {{rows: Row[], counts: Record<string, number>, calling?: number, more: boolean}} List
 *  @param {{me: string}} agent */
export function createRows({ me }) {
  /** @type {Map<string, Row>} of the list */
  const rows = new Map();
  /** @type {Map<string, Row>} of the open ticket, and of what was found */
  const others = new Map();
  /** @type {Map<string, Person>} */
  const people = new Map();
  /** @type {Map<string, Map<string, number>>} listed view → ticket → its place */
  const lists = new Map();
  /** @type {Record<string, number>} */
  let counts = {};
  let heard = 0; // how often this page was told of something: an age for what it knows
  let movedAt = 0; // `heard` when a ticket last came into a view, or left one
  let countedAt = 0; // and when counts came
  /** @type {Map<string, number>} ticket → `heard` when it was told of last */
  const toldAt = new Map();
  /** @type {Map<string, number>} and when who is there was told of last */
  const presenceAt = new Map();

  /** @type {(row: Row | undefined) => string[]} */
  const viewsOf = (row) =>
    row
      ? [...tellingNames().filter((view) => isIn(view, row, me)), ...(calls(row, me) ? ["calling"] : [])]
      : [];
  /** @type {(ticket: string) => Row | undefined} */
  const get = (ticket) => rows.get(ticket) ?? others.get(ticket);

  /** @type {(view: string, ticket: string) => number} */
  const placeIn = (view, ticket) => lists.get(view)?.get(ticket) ?? Infinity;
  /** @type {(view: string, row: Row) => boolean} */
  const isThere = (view, row) =>
    viewOf(view).listed ? placeIn(view, row.ticket) < Infinity : isIn(view, row, me);

  /** Whether `row` is as far down in the view as `mark`; beyond: farther down than that.
   *  @param {string} view
   *  @param {Row} row
   *  @param {Row} mark */
  function reaches(view, row, mark, { beyond = false } = {}) {
    const [at, to] = [row, mark].map(({ ticket }) => placeIn(view, ticket));
    if (viewOf(view).listed) return beyond ? at > to : at >= to;
    return row.ticket === mark.ticket ? !beyond : order(view)(row, mark) > 0;
  }

  /** @param {{ticket: string}} row */
  const told = ({ ticket }) => toldAt.set(ticket, (heard += 1));
  /** @type {(since: number, row: {ticket: string}) => boolean} */
  const isToldSince = (since, { ticket }) => (toldAt.get(ticket) ?? 0) > since;

  /** The row as it was read after `since`: who is there may have been told anew meanwhile.
   *  @type {(row: Row, since: number) => Row} */
  const asRead = (row, since) =>
    (presenceAt.get(row.ticket) ?? 0) > since ? { ...row, customer: undefined } : row;

  /** @param {Row} row */
  function take({ customer, ...row }, into = rows) {
    if (customer) people.set(row.ticket, customer);
    for (const known of [rows, others]) {
      if (known === into || known.has(row.ticket)) known.set(row.ticket, newer(known.get(row.ticket), row));
    }
  }

  return {
    /** The server's list of a view; what this page thought was in it and isn't, has gone. since: what
     *  `heard` was when it was asked for. It may have been read before what was told meanwhile, which stays →
     *  whether its counts can be trusted.
     *  @param {string} view
     *  @param {List} list */
    replace(view, list, since = heard) {
      const listed = new Set(list.rows.map(({ ticket }) => ticket));
      const last = list.more ? list.rows.at(-1) : undefined;
      const isNew = (/** @type {Row} */ row) =>
        isToldSince(since, row) && !(last && reaches(view, row, last, { beyond: true }));
      for (const row of rows.values())
        if (isThere(view, row) && !listed.has(row.ticket) && !isNew(row)) rows.delete(row.ticket);
      if (viewOf(view).listed) lists.set(view, new Map(list.rows.map(({ ticket }, n) => [ticket, n])));
      for (const row of list.rows) {
        if (isToldSince(since, row) && !get(row.ticket)) continue; // it was deleted
        const known = newer(rows.get(row.ticket), row);
        rows.delete(row.ticket); // the map's order is the list's
        take({ ...known, customer: asRead(row, since).customer });
      }
      if (countedAt <= since) counts = { ...list.counts, calling: list.calling ?? 0 };
      return movedAt <= since;
    },
    reaches,
    /** A changed row → whether the counts can be trusted: not if it came or went and isn't in the list,
     *  which may have been counted before or after that, nor of more than the server has counted. beyond: it
     *  is farther down than the list goes, and no part of it if it wasn't.
     *  @param {Row} row */
    put(row, { beyond = false } = {}) {
      const listed = rows.has(row.ticket);
      const before = viewsOf(get(row.ticket));
      told(row);
      take(row, beyond ? others : rows);
      const after = viewsOf(get(row.ticket));
      const same = String(before) === String(after);
      if (!same) movedAt = heard;
      if (!same && !listed) return false;
      for (const view of before) counts[view] -= 1;
      for (const view of after) counts[view] += 1;
      return Object.values(counts).every((count) => count < MOST_COUNTED - 1);
    },
    /** An agent, by key, is called so from now on.
     *  @param {string} key
     *  @param {string} name */
    rename(key, name) {
      for (const known of [rows, others]) {
        for (const [ticket, row] of known) known.set(ticket, called(row, key, name));
      }
    },
    /** The ticket was deleted.
     *  @param {string} ticket */
    remove(ticket) {
      for (const view of viewsOf(get(ticket))) counts[view] -= 1;
      told({ ticket });
      movedAt = heard;
      rows.delete(ticket);
      others.delete(ticket);
    },
    /** A row that came beside the list: of the ticket that was opened, or found, `since` as above.
     *  @param {Row} row */
    know: (row, since = heard) => take(asRead(row, since), others),
    /** @param {string} ticket
     *  @param {Person[]} everyone */
    presence(ticket, everyone) {
      presenceAt.set(ticket, (heard += 1));
      const customer = everyone.find(({ role }) => role === "customer");
      if (customer) people.set(ticket, customer);
    },
    /** @type {(view: string) => Row[]} */
    view(view) {
      const there = [...rows.values()].filter((row) => isThere(view, row));
      const byPlace = (/** @type {Row} */ a, /** @type {Row} */ b) =>
        placeIn(view, a.ticket) - placeIn(view, b.ticket);
      return there.sort(viewOf(view).listed ? byPlace : order(view));
    },
    /** What the server has counted since.
     *  @param {Record<string, number>} more */
    counted(more) {
      countedAt = heard += 1;
      counts = { ...counts, ...more };
    },
    /** Whether a view that was read to its end has as many rows as the server has counted.
     *  @type {(view: string) => boolean} */
    isWhole(view) {
      const counted = counts[view] ?? MOST_COUNTED;
      return (
        counted >= MOST_COUNTED || counted === [...rows.values()].filter((row) => isThere(view, row)).length
      );
    },
    get,
    /** @type {(ticket: string) => Person | undefined} */
    customer: (ticket) => people.get(ticket),
    get counts() {
      return counts;
    },
    get heard() {
      return heard;
    },
  };
}

/** Whomever a row names, in whatever field.
 *  @type {(row: any, key: string, name: string) => any} */
const called = (row, key, name) =>
  Object.fromEntries(
    Object.entries(row).map(([field, is]) => [field, is?.key === key ? { ...is, name } : is]),
  );

/** @type {(a: Row | undefined, b: Row) => Row} */
const newer = (a, b) => (a && (!b || a.changed_at > b.changed_at) ? a : b);

/** Rows that contain every word of `query` in name, e-mail, subject or last message.
 *  @param {Row[]} rows
 *  @param {string} query */
export function matching(rows, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = ({ name, email, subject, last }) => [name, email, subject, last?.body].join(" ").toLowerCase();
  return rows.filter((row) => words.every((word) => text(row).includes(word)));
}
