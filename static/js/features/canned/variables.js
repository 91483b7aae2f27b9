// What a reply's text has in braces (docs/protocol.md, Canned replies). Pure.
const BRACES = /\{([^{}\n]*)\}/g;
const BLANK = /\{\?\s*[^\s{}][^{}\n]*\}/g;

/** @typedef {Record<string, string>} Values by the variable's name
 *  @typedef {[from: number, to: number]} Stretch */

/** What is filled in is text: a brace in it is not read again, and what there is no value for stays.
 *  @param {string} text
 *  @param {Values} values */
export const filled = (text, values) =>
  text.replace(BRACES, (whole, /** @type {string} */ inside) => {
    const [name, ...otherwise] = inside.split("|");
    const known = Object.hasOwn(values, name.trim());
    return known ? values[name.trim()] || otherwise.join("|").trim() : whole;
  });

/** row: the desk's, of the ticket; agent: what customers call who writes
 *  @param {{row: any, ticket?: string, agent: string}} facts
 *  @returns {Values} */
export const valuesOf = ({ row, ticket = "", agent }) => ({
  "customer.name": row?.name ?? "",
  "customer.first_name": row?.name.trim().split(/\s+/)[0] ?? "",
  "customer.email": row?.email ?? "",
  "agent.name": agent,
  "ticket.id": ticket,
  "ticket.subject": row?.subject ?? "",
});

/** What is left to who writes: `{?order number}`.
 *  @param {string} text
 *  @param {(blank: string) => boolean} [counts]
 *  @returns {Stretch[]} */
export const blanksIn = (text, counts = () => true) =>
  [...text.matchAll(BLANK)]
    .filter(([blank]) => counts(blank))
    .map(({ 0: blank, index }) => [index, index + blank.length]);

/** `order number`, of `{?order number}`.
 *  @param {string} text
 *  @param {Stretch} blank */
export const nameOf = (text, [from, to]) => text.slice(from + 2, to - 1).trim();

/** A reply's text in the first of the languages that it has, or else its first; `de` will do for `de-AT`,
 *  and the other way round.
 *  @param {{texts: Record<string, string>}} reply
 *  @param {(string | undefined)[]} languages */
export function textFor({ texts }, languages) {
  const has = Object.keys(texts);
  const wanted = languages.flatMap((language) => (language ? [language.toLowerCase()] : []));
  for (const language of wanted) {
    const found =
      has.find((one) => one.toLowerCase() === language) ??
      has.find((one) => baseOf(one) === baseOf(language));
    if (found) return texts[found];
  }
  return texts[has[0]] ?? "";
}

const baseOf = (/** @type {string} */ language) => language.toLowerCase().split("-")[0];
