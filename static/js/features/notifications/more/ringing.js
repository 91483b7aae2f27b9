// An answer is heard once, in one tab, and in none while one of them is looked at.
import { kept } from "../../../storage/kept.js";
import { createClaim } from "../claim.js";
import { createSound } from "../sound.js";

export const VOLUME = 60;

/** → ring(answer: what no other has for a name). The tab that is looked at asks first, and is silent.
 *  @param {{claim: (thing: string, act: () => void) => void, looks: () => boolean,
 *    rung: {get: () => any, set: (answer: string) => any},
 *    sound: {play: (kind: string, volume: number) => void}}} parts */
export function createRinging({ claim, looks, rung, sound }) {
  function once(answer) {
    if (rung.get() === answer) return;
    rung.set(answer);
    if (!looks()) sound.play("mine", VOLUME);
  }
  return (/** @type {string} */ answer) => claim(answer, () => once(answer));
}

const focused = () => document.hasFocus();
const clock = {
  setTimeout: (/** @type {() => void} */ act, /** @type {number} */ ms) => setTimeout(act, ms),
};
export const sound = createSound();
export const ring = createRinging({
  claim: createClaim({ clock, store: kept("claimed"), focused }),
  looks: focused,
  rung: kept("rung"),
  sound,
});
