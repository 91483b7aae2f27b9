// What is said of a reply in a list.
import { t } from "../../words/t.js";

/** @typedef {import("./library.js").Reply} Reply
 *  @param {Reply} reply */
export function lineOf({ title, shortcut }) {
  const name = Object.assign(document.createElement("b"), { textContent: title });
  name.dir = "auto";
  const key = Object.assign(document.createElement("kbd"), { textContent: `/${shortcut}` });
  return shortcut ? [name, key] : [name];
}

/** Whose it is, where it isn't the agent's own.
 *  @param {Reply} reply */
export const scopeOf = ({ scope }) => (scope === "own" ? "" : t(`canned.scope.${scope}`));
