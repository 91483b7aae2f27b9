// What was typed and not sent yet, kept as the outbox is, key by key. Tabs don't fight over
// it: each goes on from the draft that it found, and once another has changed that, beside it.
import { asBytes, LARGE } from "./blobs.js";
import { kept } from "./kept.js";

/** createDrafts({storage, owner, clock, newId, tab}):
 *  owner  whose they are, as for the outbox: others' in the same browser are left alone
 *  tab() → the tab's own memory, so that a reload finds its own draft and not a neighbour's
 *  .of(ticket) → {load() → promise of its value or null, set(value or null) → promise: it is kept}
 *    .beside(name) → another, of what a feature keeps beside the words: files may be in it
 *    .sends(promise): what is in them is being kept elsewhere, and not loaded before that is done
 *  .places() → "<ticket>" or "<ticket>/<name>" of each that this page has asked for
 *  A value is whatever JSON can say. What can't be kept is remembered while the page lives. Who waits for a
 *  disk that is still to come goes on typing.
 *  @typedef {{load: () => Promise<any>, set: (value: any) => Promise<any>}} Unsent
 *  @typedef {Unsent & {beside: (name: string) => Unsent, sends: (kept: Promise<any>) => void}} Draft
 *  @param {{storage: import("./storage.js").Storage, owner: string,
 *    clock: import("../wire/clock.js").Clock, newId: () => string, tab?: () => globalThis.Storage}} parts */
export function createDrafts({ storage, owner, clock, newId, tab = () => globalThis.sessionStorage }) {
  /** @type {Map<string, Unsent>} */
  const drafts = new Map();
  /** @type {Map<string, Promise<any>>} by ticket */
  const sent = new Map();

  function of(ticket, place, large) {
    const mine = kept(`draft:${place}`, tab);
    if (!drafts.has(place))
      drafts.set(place, createDraft({ storage, owner, ticket: place, clock, newId, mine, large }));
    const { load, set } = /** @type {Unsent} */ (drafts.get(place));
    return { load: () => sent.get(ticket)?.then(load) ?? load(), set };
  }

  return {
    places: () => [...drafts.keys()],
    /** @param {string} ticket
     *  @returns {Draft} */
    of: (ticket) => ({
      ...of(ticket, ticket, false),
      beside: (name) => of(ticket, `${ticket}/${name}`, true),
      sends: (kept) => void sent.set(ticket, Promise.allSettled([sent.get(ticket), kept])),
    }),
  };
}

function createDraft({ storage, owner, ticket, clock, newId, mine, large }) {
  let value = null; // as it should be kept
  let due = false; // and isn't yet
  let onlyHere = false; // nor can be
  /** @type {import("./database.js").Draft | null} the row that this tab goes on from */
  let seen = null;
  /** @type {Promise<any>} */
  let turn = Promise.resolve();

  function goOn(row) {
    seen = row;
    if (row) mine.set(row.id);
    else mine.remove();
  }

  async function read() {
    if (onlyHere) return value;
    try {
      const rows = await storage.wait((disk) => disk.readDrafts(owner, ticket));
      const id = mine.get();
      goOn(rows.find((row) => row.id === id) ?? rows.at(-1) ?? null);
      return seen?.value ?? null;
    } catch (error) {
      storage.refuse(error);
      return null;
    }
  }

  // Many keys may have waited for the one before: the newest says it all.
  async function write() {
    if (!due) return;
    due = false;
    const patience = large ? LARGE : undefined;
    const change = (row) => storage.wait((disk) => disk.changeDraft(seen, row), patience);
    const row = value === null ? null : { id: newId(), owner, ticket, value, at: clock.now(), version: 1 };
    try {
      goOn(
        await change(row).catch(async (error) => {
          if (!large || !row) throw error;
          return change({ ...row, value: await asBytes(value) });
        }),
      );
      onlyHere = false;
    } catch (error) {
      storage.refuse(error);
      onlyHere = true;
    }
  }

  const inTurn = (act) => (turn = turn.then(act));

  return {
    load: () => inTurn(read),
    set(next) {
      value = next;
      due = true;
      return inTurn(write);
    },
  };
}
