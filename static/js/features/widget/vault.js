// What isn't sent yet, where the frame's own storage is refused: kept by the website's page, which can't read
// it, for the key comes from our server. As storage/database.js keeps it, but for files.
import { createSealing } from "./sealing.js";

const KEY = 32; // bytes
const PAUSES = [0, 1_000, 1_000, 2_000, 3_000]; // ms before each try, and before all further ones
const PATIENCE = 3_000; // ms for each: in a black hole a call hangs for minutes, also when the line is back
const STAMP = 16; // letters of a sealed text that no other begins with
const MOST = 100; // records in a website's storage
const DAYS = 180; // that one stays there which nobody opens

/** secret: what opens the conversation, or a number in its place · sealed: what the page has, by name
 *  put(name, text or null, stamp) → promise of whether it is kept; with a stamp, only in the place of what
 *  begins so
 *  @typedef {import("../../storage/database.js").Disk} Disk
 *  A name begins with the time when it was first kept.
 *  @typedef {{store: string, row: any, name: string, stamp: string}} Kept
 *  @param {{site: string, secret: string, sealed: Record<string, string>,
 *    put: (name: string, text: string | null, stamp?: string) => Promise<boolean>,
 *    clock: import("../../wire/clock.js").Clock, fetch?: typeof globalThis.fetch}} parts
 *  @returns {Promise<Disk>} */
export async function openVault({ site, secret, sealed, put, clock, fetch }) {
  const { seal, unseal } = await createSealing(await keyOf({ site, secret, clock, fetch }));
  /** @type {Map<string, Kept>} by the row's id */
  const kept = new Map();
  let others = 0;
  for (const [name, text] of Object.entries(sealed)) {
    const record = await unseal(name, text);
    if (record) kept.set(record.row.id, { ...record, name, stamp: text.slice(0, STAMP) });
    else if (clock.now() - parseInt(name, 36) > DAYS * 86_400_000) await put(name, null);
    else others += 1;
  }
  const rows = (store) => [...kept.values()].filter((one) => one.store === store).map(({ row }) => row);

  /** @type {(store: string, row: any, before?: string) => Promise<boolean>} */
  async function keep(store, row, before) {
    if (holdsBytes(row)) throw new Error("no files are kept here");
    const { name } = kept.get(row.id) ?? { name: `${clock.now().toString(36)}-${row.id}` };
    if (!kept.has(row.id) && kept.size + others >= MOST) return false;
    const text = await seal(name, { store, row });
    if (!(await put(name, text, before))) return false;
    kept.set(row.id, { store, row, name, stamp: text.slice(0, STAMP) });
    return true;
  }

  async function drop(id, before) {
    const name = kept.get(id)?.name;
    if (name && (await put(name, null, before))) kept.delete(id);
  }

  return {
    readAll: async () => rows("outbox").sort((a, b) => a.order - b.order),
    async write(item, after = 0) {
      const newest = Math.max(after, ...rows("outbox").map(({ order }) => order));
      const row = { ...item, order: item.order || newest + 1 };
      if (!(await keep("outbox", row))) throw new Error("the website's page keeps nothing");
      return row;
    },
    erase: (id) => drop(id),
    readDrafts: async (owner, ticket) =>
      rows("drafts")
        .filter((row) => row.owner === owner && row.ticket === ticket)
        .sort((a, b) => a.at - b.at),
    // What another tab has changed meanwhile stays, and this one's comes beside it.
    async changeDraft(seen, row) {
      const before = seen && kept.get(seen.id)?.stamp;
      if (!row) {
        if (seen && before) await drop(seen.id, before);
        return null;
      }
      const inPlace = seen && { ...row, id: seen.id, version: seen.version + 1 };
      if (before && (await keep("drafts", inPlace, before))) return inPlace;
      if (!(await keep("drafts", row))) throw new Error("the website's page keeps nothing");
      return row;
    },
  };
}

// The server gives each secret a key of its own, and the page around never has both the secret and the key.
// A server that is away, and whoever answers in its place, is asked again for as long as the page lives.
/** @param {{site: string, secret: string, clock: import("../../wire/clock.js").Clock,
 *    fetch?: typeof globalThis.fetch}} parts */
async function keyOf({ site, secret, clock, fetch = (...call) => globalThis.fetch(...call) }) {
  /** @type {RequestInit} */
  const call = { headers: { Authorization: `Bearer ${secret}` }, credentials: "omit", cache: "no-store" };
  for (let tries = 0; ; tries += 1) {
    await new Promise((done) => clock.setTimeout(done, PAUSES[Math.min(tries, PAUSES.length - 1)]));
    const ending = new AbortController();
    const timer = clock.setTimeout(() => ending.abort(), PATIENCE);
    const { status, bytes } = await fetch(`/api/sites/${site}/vault-key`, {
      ...call,
      signal: ending.signal,
    })
      .then(async (answer) => ({ status: answer.status, bytes: await answer.arrayBuffer() }))
      .catch(() => ({ status: 0, bytes: null }));
    clock.clearTimeout(timer);
    if (status === 200 && bytes?.byteLength === KEY) return bytes;
    if (status >= 400 && status < 500 && status !== 429) throw new Error("no key is given");
  }
}

/** @returns {boolean} */
const holdsBytes = (value) =>
  Object(value) === value &&
  (value instanceof Blob || value instanceof ArrayBuffer || Object.values(value).some(holdsBytes));
