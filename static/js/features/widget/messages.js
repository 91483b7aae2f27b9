// What a website's page and the chat in its frame say to each other: counts and states, and nothing of what
// is said in a conversation. Pure.

const MOST = 8_192; // characters of a text

/** Type → its fields, each with the kinds that it may be of.
 *  @type {Record<string, Record<string, string[]>>} */
export const FROM_FRAME = {
  hello: {},
  close: {},
  forgot: {},
  opened: {},
  sent: {},
  keep: { value: ["string", "none"] },
  state: { open: ["boolean"] },
  unread: { n: ["number"] },
  link: { state: ["string"] },
  error: { code: ["string"], message: ["string"] },
};

/** @type {Record<string, Record<string, string[]>>} */
export const FROM_PAGE = {
  greet: {
    identity: ["string", "none"],
    prefill: ["object", "none"],
    kept: ["string", "none"],
    keeps: ["boolean"],
    reset: ["boolean"],
    visible: ["boolean"],
  },
  identify: { identity: ["string", "none"] },
  prefill: { prefill: ["object", "none"] },
  shown: { visible: ["boolean"] },
  reset: {},
};

const kindOf = (value) => (value === null || value === undefined ? "none" : typeof value);
const isShort = (value) => typeof value !== "string" || value.length <= MOST;

/** @type {(type: string, fields?: object) => any} */
export const message = (type, fields = {}) => ({ holdfast: 1, type, ...fields });

/** What was said, if it is one of these; else null.
 *  @param {any} data
 *  @param {Record<string, Record<string, string[]>>} shapes */
export function messageOf(data, shapes) {
  if (kindOf(data) !== "object" || data.holdfast !== 1 || !Object.hasOwn(shapes, data.type)) return null;
  const fields = Object.entries(shapes[data.type]);
  const fits = ([name, kinds]) => kinds.includes(kindOf(data[name])) && isShort(data[name]);
  return fields.every(fits) ? data : null;
}
