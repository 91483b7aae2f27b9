// How large a file is, in words.
import { locale } from "../../../words/t.js";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** 1.2 MB, as the reader's language writes it.
 *  @param {number} bytes */
export function sizeWords(bytes) {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const style = { style: "unit", unit: UNITS[power], unitDisplay: power ? "short" : "long" };
  const digits = { maximumFractionDigits: power > 1 ? 1 : 0 };
  return new Intl.NumberFormat(locale(), /** @type {any} */ ({ ...style, ...digits })).format(
    bytes / 1000 ** power,
  );
}
