// What is asked for, as tickets/features/search/question.py reads it. Pure.

const TOKEN = /([a-z_]{2,20})[:\uff1a](?!\/\/)(?:"[^"]+(?:"|$)|[^\s"]\S*)|"([^"]*)(?:"|$)|(\S+)/giu;
const FILTERS = new Set(["from", "agent", "is", "before", "after"]);

/** What is looked for, without its filters.
 *  @param {string} text */
export const wordsOf = (text) =>
  [...text.matchAll(TOKEN)]
    .filter(([, name]) => !name || !FILTERS.has(name.toLowerCase()))
    .map(([whole, name, phrase, word]) => (name ? whole : phrase || word || ""))
    .filter(Boolean);
