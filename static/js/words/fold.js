// What people type differently is the same letters, as the server has it where it searches. Pure.

// Scripts without spaces: their marks are no accents.
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u312f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\u{20000}-\u{3ffff}]/u;
const WHOLE = { ß: "ss", ς: "σ", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i" };
const SPELLED = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u0640]/u;

/** @param {string} letter */
function plain(letter) {
  if (/\s/u.test(letter)) return " ";
  if (UNSEEN.test(letter)) return "";
  const bare = [...letter.normalize("NFKD").toLowerCase().normalize("NFKD")]
    .filter((part) => !/\p{M}/u.test(part) || UNSPACED.test(part))
    .map((part) => WHOLE[part] ?? part);
  return bare.join("").normalize("NFKC");
}

/** ü as ue.
 *  @param {string} letter */
const spelled = (letter) => plain(SPELLED[letter.toLowerCase()] ?? letter);

/** @param {string} text
 *  @param {(letter: string) => string} read */
const fold = (text, read) => [...text.normalize("NFC")].map(read).join("").replace(/ +/g, " ").trim();

// What is none of ASCII's letters, signs and spaces is read letter by letter, and each of them once.
const READ = /[^\t-\r -~]/gu;
const TWOFOLD = new RegExp(`[${Object.keys(SPELLED).join("")}]`, "i");

/** A text as it is looked for: one has the other if one of its readings has one of the other's.
 *  @param {string} text
 *  @returns {string[]} */
export function readings(text) {
  const whole = text.normalize("NFC");
  return (TWOFOLD.test(whole) ? [plainOnce, spelledOnce] : [plainOnce]).map((read) =>
    whole
      .replace(READ, read)
      .toLowerCase()
      .replace(/[\t-\r ]+/g, " ")
      .trim(),
  );
}

/** @param {(letter: string) => string} read */
function once(read) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (/** @type {string} */ letter) => {
    const reading = known.get(letter) ?? read(letter);
    known.set(letter, reading);
    return reading;
  };
}
const plainOnce = once(plain);
const spelledOnce = once(spelled);

/** The stretches of a text in normal form C that have one of the words, in order, none over another.
 *  @param {string} text
 *  @param {string[]} words
 *  @returns {[number, number][]} */
export function stretches(text, words) {
  const wanted = new Set(words.flatMap((word) => [fold(word, plain), fold(word, spelled)]));
  wanted.delete("");
  const found = [plain, spelled].flatMap((read) => inOneReading(text, read, wanted));
  return merged(found.sort(([a], [b]) => a - b));
}

/** @param {string} text
 *  @param {(letter: string) => string} read
 *  @param {Set<string>} wanted
 *  @returns {[number, number][]} */
function inOneReading(text, read, wanted) {
  let folded = "";
  /** @type {[number, number][]} where each character of it comes from */
  const origins = [];
  let at = 0;
  for (const letter of text) {
    const part = read(letter);
    if (part !== " " || !folded.endsWith(" ")) {
      for (const _ of part.split("")) origins.push([at, at + letter.length]);
      folded += part;
    }
    at += letter.length;
  }
  return [...wanted].flatMap((word) =>
    places(folded, word).map((place) => [origins[place][0], origins[place + word.length - 1][1]]),
  );
}

/** @param {string} text
 *  @param {string} word */
function places(text, word) {
  const found = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at);
  return found;
}

/** @param {[number, number][]} sorted
 *  @returns {[number, number][]} */
function merged(sorted) {
  /** @type {[number, number][]} */
  const whole = [];
  for (const [start, end] of sorted) {
    const last = whole.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}
