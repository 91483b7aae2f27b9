// What is asked for, as tickets/features/search/question.py reads it. Pure.

const TOKEN = /([a-z_]{2,20})[:\uff1a](?!\/\/)(?:"[^"]+(?:"|$)|[^\s"]\S*)|"([^"]*)(?:"|$)|(\S+)/giu;
const OWN = new Set(["from", "agent", "is", "before", "after"]);
const NO_FILTERS = new Set(["mailto", "tel", "sms", "localhost"]);

// Whatever looks like one is: the server refuses those that there aren't.
/** @type {(name: string) => boolean} */
const isFilter = (name) =>
  OWN.has(name.toLowerCase()) || (name === name.toLowerCase() && !NO_FILTERS.has(name));

/** What is looked for, without its filters.
 *  @param {string} text */
export const wordsOf = (text) =>
  [...text.matchAll(TOKEN)]
    .filter(([, name]) => !name || !isFilter(name))
    .map(([whole, name, phrase, word]) => (name ? whole : phrase || word || ""))
    .filter(Boolean);
