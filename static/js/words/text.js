// What people type, before it is sent. Pure.

// Whatever a reader sees or hears something of: tickets/wire/text.py says the same, and both
// are held against tickets/wire/tests/visible.json. A control character is shown as a glyph of its
// own (CSS Text 3).
const VISIBLE =
  // eslint-disable-next-line no-control-regex -- they are meant
  /(?![\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufffc\u{1D159}])[\p{L}\p{N}\p{P}\p{S}\p{Co}\p{Cn}\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/u;

/** Whether there is anything to see in it. White space, what joins or turns letters, fillers, and
 *  accents without a letter are nothing. */
export const isVisible = (text) => VISIBLE.test(text);

/** Without empty lines around it. The first line's indent stays: it may be code. */
export const trimLines = (text) => text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
