// Several names as one text: "Ada, Bo and Carla". Pure.
import { isolated, locale } from "./t.js";

/** @param {string[]} names */
export const inList = (names) =>
  new Intl.ListFormat(locale(), { type: "conjunction" }).format(names.map(isolated));
