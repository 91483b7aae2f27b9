// The other side, in words. Pure, but for show(). Times in milliseconds.
import { inList } from "../words/list.js";
import { t } from "../words/t.js";
import { passed } from "../words/when.js";

/** A customer's link as the desk shows it: "online", "unstable", "gone since 2 min". */
export function stateWords(person, now) {
  const { state = "unknown", last_seen } = person ?? {};
  if (state === "unknown" || (state === "offline" && !last_seen)) return t("presence.not-here");
  if (state !== "offline") return t(`presence.${state}`);
  const time = passed(last_seen, now);
  return time ? t("presence.gone", { time }) : t("presence.just-gone");
}

/** What else is said of the desk: of the newest `desk` frame, in words; null: nothing.
 *  @typedef {(desk: any, now: number) => {state: string, words: string} | null} Says */
/** @type {Says} */
let saysMore = () => null;

/** The seam for a feature that knows more of the desk than that somebody is on duty.
 *  @param {Says} says */
export const says = (says) => void (saysMore = says);

/** What the customer reads about the desk. people: of a presence frame; onDuty: null while nobody knows;
 *  desk: the newest frame of that type. */
export function thereWords(people, onDuty, desk = {}, now = 0) {
  const here = people
    .filter(({ role, state }) => role === "agent" && state !== "offline")
    .map(({ name }) => name);
  if (here.length)
    return { state: "online", words: t("presence.here", { n: here.length, names: inList(here) }) };
  const more = saysMore(desk, now);
  if (more) return more;
  if (onDuty) return { state: "online", words: t("presence.on-duty") };
  if (onDuty === null) return { state: "unknown", words: "" };
  return { state: "offline", words: t("presence.away") };
}

/** Puts a state and its words on an element with the class `state`. */
export function show(element, state, words) {
  element.classList.add("state");
  element.dataset.state = state;
  if (element.textContent !== words) element.textContent = words;
}
