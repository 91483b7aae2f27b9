// What a website's page and the chat in its frame say to each other: counts and states, and nothing of what
// is said in a conversation. Pure.

const MOST = 8_192; // characters of a text
const MOST_SEALED = 131_072; // and of one that nobody here can read: a message has 8,000 of any alphabet

/** Type → its fields, each with the kinds that it may be of.
 *  @type {Record<string, Record<string, string[]>>} */
export const FROM_FRAME = {
  hello: {},
  close: {},
  forgot: {},
  opened: {},
  sent: {},
  keep: { value: ["string", "none"] },
  seal: { n: ["number"], name: ["string"], sealed: ["sealed", "none"], stamp: ["string", "none"] },
  state: { open: ["boolean"] },
  unread: { n: ["number"] },
  link: { state: ["string"] },
  error: { code: ["string"], message: ["string"] },
};

const kindOf = (value) => (value === null || value === undefined ? "none" : typeof value);
const isSealed = (value) =>
  typeof value === "string" && value.length <= MOST_SEALED && !/[^\w+/=]/.test(value);
export const isShort = (value) => typeof value !== "string" || value.length <= MOST;

/** @type {(type: string, fields?: object) => any} */
export const message = (type, fields = {}) => ({ holdfast: 1, type, ...fields });

/** What was said, if it is one of these; else null.
 *  @param {any} data
 *  @param {Record<string, Record<string, string[]>>} shapes */
export function messageOf(data, shapes) {
  if (kindOf(data) !== "object" || data.holdfast !== 1 || !Object.hasOwn(shapes, data.type)) return null;
  const fields = Object.entries(shapes[data.type]);
  const is = (value, kind) =>
    kind === "sealed" ? isSealed(value) : kind === kindOf(value) && isShort(value);
  const fits = ([name, kinds]) => kinds.some((kind) => is(data[name], kind));
  return fields.every(fits) ? data : null;
}
