// The customer's way to a conversation: by the page's address and this browser's cookie, unless a feature
// that shows these pages somewhere else has another.

/** Where the conversation's page is, once it has come:
 *  key: of people/session.js · byToken: what the browser's cookie opens is left aside
 *  remember(conversation: of storage/kept.js) → whether it is kept · forget(): it opens no more
 *  bring(path) → promise of what is there, or null, where a page can't name it as an address
 *  goOn(key): to another of theirs, where an address doesn't lead there
 *  tells(what, how): of this conversation, "unread" {n}, "sent" {}, "link" {state}
 *  @typedef {{open: () => Promise<string>, learn: () => Promise<void>, show: () => boolean,
 *    readonly shown: string | null, readonly link: string | null}} Key
 *  @typedef {{ticket: string, key: Key, byToken?: boolean, remember: (conversation: any) => boolean,
 *    forget: () => void, bring?: (path: string) => Promise<Blob | null>,
 *    goOn?: (key: {ticket: string, token: string}) => void,
 *    tells?: (what: string, how: object) => void}} Place */
/** arrive() → promise of the place · opened(answer, {body}): goes to a new conversation
 *  last() → the one that the start page offers · fields() → more fields of the call that opens one
 *  ready() → promise: who is there is known, so that what was kept may be read
 *  elsewhere() → promise of a Disk (storage/database.js), where the browser's own keeps nothing
 *  @typedef {{arrive: () => Promise<Place>,
 *    opened: (answer: {ticket: string, token: string, url: string}, request: {body: string}) => any,
 *    last: () => any, fields: () => object, ready?: () => Promise<any>,
 *    elsewhere?: () => Promise<import("../storage/database.js").Disk>}} Way */

/** @type {Partial<Way>} */
let other = {};

/** The seam, for a script that runs before the page's own.
 *  @param {Partial<Way>} way */
export const goBy = (way) => void (other = way);

/** @template {Partial<Way>} Own
 *  @param {Own} own of the page
 *  @returns {Own} */
export const theWay = (own) => ({ ...own, ...other });
