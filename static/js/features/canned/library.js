// The replies that the agent may use: read once for each desk, kept with their ETag, and asked for again
// when somebody opens the list.
import { createIndex } from "./find.js";
import { blanksIn } from "./variables.js";

/** @typedef {{id: string, scope: string, team: number | null, title: string, shortcut: string,
 *    texts: Record<string, string>, uses: number, files?: ReplyFile[]}} Reply
 *  @typedef {import("./own_files.js").ReplyFile} ReplyFile
 *  @typedef {{id: number, name: string}} Team
 *  @typedef {{code: string, variable?: string, fields?: string[]}} Trouble */

const NOT_YET = 409; // a file that is being checked
const isText = (value) => typeof value === "string";
/** @param {any} reply */
const isReply = ({ id, title, shortcut, scope, texts }) =>
  [id, title, shortcut, scope].every(isText) && Object.values(texts ?? {}).every(isText);
/** @param {any} answer */
const isLibrary = ({ replies, teams }) =>
  [replies, teams].every(Array.isArray) && replies.every((one) => isReply(one ?? {}));

/** @param {any} answer */
const stands = ({ id, offset }) => isText(id) && Number.isInteger(offset);

const at = (/** @type {string} */ id) => `/api/canned/${encodeURIComponent(id)}`;
const ofFile = (/** @type {string} */ id) => `/api/canned/files/${encodeURIComponent(id)}`;

/** call: of desk.js; fetch: the browser's
 *  → {read() → promise: it is as new as can be, trouble: whether the last reading failed,
 *  changes: tells "change" when a reply was saved or removed here, …}
 *  @param {{call: import("../../wire/http.js").Ask, fetch?: typeof globalThis.fetch}} parts */
export function createLibrary({ call, fetch = (...one) => globalThis.fetch(...one) }) {
  let etag = "";
  /** @type {Reply[] | null} until they have been read */
  let replies = null;
  let index = createIndex([]);
  /** @type {Team[]} */
  let teams = [];
  /** @type {Set<string>} of all replies that were ever seen here */
  const blanks = new Set();
  let trouble = false;
  let files = 0;
  /** @type {Promise<void> | null} */
  let reading = null;
  let changed = 0; // times
  const changes = new EventTarget();

  /** @returns {Promise<void>} */
  async function look() {
    const before = changed;
    /** @type {Record<string, string>} */
    const headers = etag ? { "If-None-Match": etag } : {};
    const heard = await call({ method: "GET", path: "/api/canned", headers, brings: isLibrary });
    if (changed !== before) return look(); // what was asked is older than what is here
    trouble = ![200, 304].includes(heard.status);
    reading = null;
    if (heard.status !== 200) return;
    etag = heard.etag ?? "";
    teams = heard.answer.teams;
    files = heard.answer.files ?? 0;
    put(heard.answer.replies);
  }

  /** @param {Reply[]} now */
  function put(now) {
    replies = now;
    index = createIndex(now);
    for (const { texts } of now)
      for (const text of Object.values(texts))
        for (const [from, to] of blanksIn(text)) blanks.add(text.slice(from, to));
  }

  /** What is here is no answer of the server's.
   *  @param {Reply[]} now */
  function change(now) {
    etag = "";
    changed += 1;
    put(now);
    changes.dispatchEvent(new Event("change"));
  }

  return {
    changes,
    read: () => (reading ??= look()),
    get known() {
      return replies !== null;
    },
    get trouble() {
      return trouble;
    },
    get teams() {
      return teams;
    },
    /** How many may go with a reply. */
    get files() {
      return files;
    },
    /** @param {string} query */
    find: (query) => index.find(query),
    ahead: () => index.ahead(),
    /** Whether it is left from a reply, and nothing that somebody means as it stands. While no replies are
     *  known all are.
     *  @param {string} blank */
    isBlank: (blank) => replies === null || blanks.has(blank),
    /** files: its ids, if they are to be others than they are
     *  @param {Omit<Reply, "uses" | "files"> & {files?: string[]}} reply
     *  @returns {Promise<Trouble | null>} why not */
    async save({ id, title, shortcut, texts, scope, team, files }) {
      const body = { title, shortcut, texts, scope, team, ...(files && { files }) };
      const heard = await call({ method: "PUT", path: at(id), body, brings: isReply });
      if (heard.status !== 200) return heard.answer ?? { code: "" };
      change([heard.answer, ...(replies ?? []).filter((one) => one.id !== id)]);
      return null;
    },
    /** @param {string} id
     *  @returns {Promise<Trouble | null>} why not */
    async remove(id) {
      const { status, answer } = await call({ method: "DELETE", path: at(id) });
      if (status !== 204) return answer ?? { code: "" };
      change((replies ?? []).filter((one) => one.id !== id));
      return null;
    },
    /** In pieces; one that is there in part goes on from there.
     *  @param {{id: string, name: string, size: number, blob: Blob}} file
     *  @param {number} chunk bytes
     *  @returns {Promise<Trouble | null>} why not */
    async bring({ id, name, size, blob }, chunk) {
      const begun = { name: name || "file", size };
      let heard = await call({ method: "PUT", path: ofFile(id), body: begun, brings: stands });
      for (;;) {
        const there = heard.answer?.offset;
        if (typeof there !== "number") return heard.answer ?? { code: "" };
        if (there >= size) return null;
        const path = `${ofFile(id)}/content?offset=${there}`;
        heard = await call({ method: "PUT", path, body: blob.slice(there, there + chunk), brings: stands });
      }
    },
    /** @param {ReplyFile} file
     *  @param {AbortSignal} signal
     *  @returns {Promise<File | null | undefined>} null: it can't be had; undefined: not yet */
    async fetchFile({ id, name }, signal) {
      try {
        const response = await fetch(`${ofFile(id)}/content`, { redirect: "manual", signal });
        if (response.status === NOT_YET) return undefined;
        if (response.status !== 200 || !response.headers.has("Holdfast")) return null;
        const blob = await response.blob();
        return new File([blob], name, { type: blob.type });
      } catch {
        return null;
      }
    },
    /** @param {string} id */
    used: (id) => void call({ method: "POST", path: `${at(id)}/used` }),
  };
}
