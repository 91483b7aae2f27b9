// The words of the page, by key, in the language of the page. Each room and each feature has a catalogue
// of its own, `words/<language>.js` in its folder: that says `learn`, before the page's script runs
// (tickets/templatetags/page_script.py). Pure.

/** Text with {placeholders}; or, where it depends on {n}, the text of each plural form of the language.
 *  @typedef {string | {[form in Intl.LDMLPluralRule]?: string}} Words */

/** @type {Map<string, Words>} */
const words = new Map();
let learned = 0; // catalogues
let language = "en";
let plural = new Intl.PluralRules(language);
let place = localeOf(language);

/** @param {string} of the language
 *  @param {Record<string, Words>} catalogue */
export function learn(of, catalogue) {
  learned += 1;
  for (const [key, text] of Object.entries(catalogue)) words.set(key, text);
  if (of === language) return;
  language = of;
  plural = new Intl.PluralRules(language);
  place = localeOf(language);
}

/** The text of a key. `n` chooses the plural form; numbers are written as people there write them.
 *  @param {string} key
 *  @param {Record<string, string | number>} [values] of the placeholders */
export function t(key, values = {}) {
  const text = words.get(key) ?? key;
  const form = typeof text === "string" ? text : (text[plural.select(Number(values.n))] ?? text.other ?? key);
  return form.replace(/\{(\w+)\}/g, (_, name) => written(values[name]));
}

/** Whether there are words for it: of what a newer server says there may be none.
 *  @param {string} key */
export const hasWords = (key) => words.has(key);

/** How many catalogues are there. */
export const catalogues = () => learned;

/** In what way dates and numbers are written: as the browser does it, where it speaks the page's language. */
export const locale = () => place;

/** @param {string | number | undefined} value */
const written = (value) =>
  typeof value === "number" ? new Intl.NumberFormat(place).format(value) : isolated(String(value ?? ""));

const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name within a text of the other direction keeps its own, and that text its order.
 *  @param {string} text */
export const isolated = (text) =>
  /^(ar|he)/.test(language) || FROM_THE_RIGHT.test(text) ? `\u2068${text}\u2069` : text;

/** @param {string} of */
function localeOf(of) {
  const own = new Intl.DateTimeFormat().resolvedOptions().locale;
  return own.split("-")[0] === of.split("-")[0] ? own : of;
}
