// How long somebody waits, and when it is read, in words. Pure: `now` is handed in, in milliseconds.
import { locale, t } from "../../../words/t.js";
import { when } from "./there.js";

/** @typedef {import("./there.js").Expected} Expected */

/** Whether nobody answers at once: then it is asked where an answer finds them.
 *  @param {Expected} expected */
export const isAway = ({ state }) => state === "nobody" || state === "closed";

/** When what is written now is read. @type {(expected: Expected, now: number) => string} */
export const readWords = ({ state, until }, now) =>
  state === "closed" && until ? t("hours.read-from", { time: when(until, now) }) : t("hours.read-soon");

/** The place in the queue, where somebody works it off, and how long replies take; empty: nothing to say.
 *  @param {Expected} expected */
export function waitWords({ state, position, usual }) {
  if (state !== "here" && state !== "busy") return "";
  const place = position && t(position === 1 ? "hours.next" : "hours.place", { place: position });
  return [place, usual && usualWords(usual)].filter(Boolean).join(" · ");
}

/** @param {[number, number]} seconds */
function usualWords([from, to]) {
  const [least, most] = [lasting(from), lasting(to)];
  return t(least === most ? "hours.usual-one" : "hours.usual", { least, most });
}

/** @param {number} seconds */
function lasting(seconds) {
  const [unit, n] =
    seconds < 3600
      ? ["minute", seconds / 60]
      : seconds < 86_400
        ? ["hour", seconds / 3600]
        : ["day", seconds / 86_400];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(
    Math.round(Number(n)),
  );
}
