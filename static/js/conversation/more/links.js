// Where the links in a text are. Pure. linkify-it finds them; around it is what it doesn't do:
// text without spaces (Chinese, Japanese), `www.`, and addresses that aren't what they seem.
import { LinkifyIt } from "../../../vendor/linkify-it/linkify-it.js";

const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}";
// Turn a text round, or part it unseen.
const HIDDEN = "\\u061c\\u200b\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff";
const PICTURES =
  "\\p{Extended_Pictographic}\\p{Regional_Indicator}\\p{Emoji_Modifier}\\p{Variation_Selector}";
const WEB = "https?://";
const MAIL = "[\\w.+-]{1,64}@";
const SEAM = new RegExp(
  [
    // A link may begin right after a letter of such a script, a picture, or a sign that isn't ASCII's,
    `(?:[${UNSPACED}${PICTURES}]|(?!\\p{ASCII})\\p{P})(?=${WEB}|www\\.|mailto:|${MAIL})`,
    // with its scheme after any letter that none of its own could be,
    `(?![\\p{Script=Latin}\\p{Script=Inherited}])[\\p{L}\\p{M}](?=${WEB}|mailto:)`,
    // and after what says whose it is ("web:", "e-mail:"), unless that is a scheme.
    `(?:^|[^\\p{L}\\p{N}/:@.+-])(?:[\\p{L}-]{1,30}:(?=${WEB})|(?:(?:e-?)?mail|[\\p{L}-]{0,30}(?!\\p{ASCII})\\p{L}):(?=${MAIL}))`,
    // Its host ends before such a letter or picture.
    `\\.[a-z]{2,24}(?=[${UNSPACED}${PICTURES}])`,
  ].join("|"),
  "giu",
);
const UNSEEN = new RegExp(`[${HIDDEN}]+`, "gu");
const WITH_USER = /https?:\/\/[^\s/?#]*@\S*/gi; // shows one host and opens another: all of it stays text
// No Latin letter in it, and yet it reads as one.
const LOOK_ALIKE = /^(?=.*[^\d-])[асԁеһіјӏոорԛѕԝхуүѵοαινρυ\d-]+$/u;
const TAIL = /[!?.,;:*]+$/; // belongs to the sentence, not to the address
// As an address that would open something else.
const GOES_ON = new RegExp(`^(?:@|:\\S|[${HIDDEN}]+[.:/@-]?\\w)`, "u");

const linkify = /** @type {any} */ (new LinkifyIt())
  .add("//", null)
  .add("ftp:", null)
  .add("www.", {
    validate: wwwLength,
    normalize: (match) => {
      match.url = `http://${match.raw}`;
    },
  });
/** @type {RegExp | null} */
let wwwRest = null;

function wwwLength(text, at, { re }) {
  wwwRest ??= new RegExp(`(?=[^\\s/?#:]+\\.)${re.get_url_host_port().source}${re.get_path().source}`, "iy");
  wwwRest.lastIndex = at;
  return wwwRest.exec(text)?.[0].length ?? 0;
}

/** → [{index, end, url}], in order */
export function findLinks(text) {
  const found = [];
  for (const [from, piece] of pieces(text)) {
    for (const { index, raw, url } of linkify.match(piece) ?? []) {
      const link = {
        index: from + index,
        end: from + index + raw.replace(TAIL, "").length,
        url: url.replace(TAIL, ""),
      };
      if (isPlain(link.url) && !GOES_ON.test(text.slice(link.end, link.end + 9))) found.push(link);
    }
  }
  return found;
}

function* pieces(text) {
  let from = 0;
  for (const [end, next] of cuts(text)) {
    if (end >= from) yield [from, text.slice(from, end)];
    from = Math.max(from, next);
  }
  yield [from, text.slice(from)];
}

// [end of a piece, start of the next one], in order
function cuts(text) {
  const hidden = [...text.matchAll(UNSEEN)].map(({ 0: run, index }) => [index, index + run.length]);
  const seams = [...text.matchAll(SEAM)].map(({ 0: seam, index }) => [
    index + seam.length,
    index + seam.length,
  ]);
  const withUser = [...text.matchAll(WITH_USER)].map(({ 0: address, index }) => [
    index,
    index + address.length,
  ]);
  return [...hidden, ...seams, ...withUser].sort((a, b) => a[0] - b[0]);
}

/** Whether an address opens what one reads: a host in letters of two scripts, or in letters of
 *  another that look like Latin ones, may be somebody else's. */
function isPlain(url) {
  if (!isAddress(url)) return false;
  const host = url
    .replace(/^(mailto:[^@]*@|https?:\/\/)/i, "")
    .split(/[/?#:]/)[0]
    .toLowerCase();
  const labels = host.split(".");
  const latin = /^[a-z]/.test(labels.at(-1));
  return !labels.some((label) => isMixed(label) || (latin && LOOK_ALIKE.test(label)));
}

function isAddress(url) {
  try {
    return Boolean(new URL(url));
  } catch {
    return false;
  }
}

const isMixed = (label) =>
  /\p{Script=Latin}/u.test(label) &&
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]/u.test(label);
