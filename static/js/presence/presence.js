// The other side, in words. Pure, but for show(). Times in milliseconds.
import { span } from "../words/when.js";

/** A customer's link as the desk shows it: "online", "unstable", "gone since 2 min". */
export function stateWords(person, now) {
  if (!person || person.state === "unknown") return "not here";
  if (person.state !== "offline") return person.state;
  if (!person.last_seen) return "not here";
  const since = span(person.last_seen, now);
  return since === "now" ? "gone just now" : `gone since ${since}`;
}

/** What the customer reads about the desk. people: of a presence frame; onDuty: null while nobody knows. */
export function thereWords(people, onDuty) {
  const here = people
    .filter(({ role, state }) => role === "agent" && state !== "offline")
    .map(({ name }) => name);
  if (here.length)
    return { state: "online", words: `${inWords(here)} ${here.length === 1 ? "is" : "are"} here` };
  if (onDuty) return { state: "online", words: "Someone is at the desk" };
  if (onDuty === null) return { state: "unknown", words: "" };
  return { state: "offline", words: "Away just now. Your message will be waiting." };
}

export const inWords = (names) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Puts a state and its words on an element with the class `state`. */
export function show(element, state, words) {
  element.classList.add("state");
  element.dataset.state = state;
  if (element.textContent !== words) element.textContent = words;
}
