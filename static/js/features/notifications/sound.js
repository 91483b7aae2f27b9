// The sounds, made as they are played: notes one after the other, each fading away.

const NOTES = { mine: [660, 880], new: [523, 659, 784], assigned: [880, 660], mentioned: [740, 988] }; // Hz
const LENGTH = 0.16; // s
const LOUDEST = 0.4;

/** A browser lets nobody hear anything before somebody has pressed something: so it is made with the first
 *  press, or when it is asked for.
 *  @param {{Context?: () => typeof AudioContext | undefined, doc?: Document}} [parts] */
export function createSound({ Context = () => globalThis.AudioContext, doc = document } = {}) {
  /** @type {AudioContext | null} */
  let context = null;

  function wake() {
    const Made = Context();
    if (!Made) return;
    context ??= new Made();
    if (context.state === "suspended") context.resume().catch(() => {});
  }

  for (const press of ["pointerdown", "keydown"]) doc.addEventListener(press, wake, { once: true });

  /** @param {AudioContext} context
   *  @param {number} hertz
   *  @param {number} begins
   *  @param {number} loud */
  function note(context, hertz, begins, loud) {
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(loud * LOUDEST, begins);
    gain.gain.exponentialRampToValueAtTime(0.001, begins + 2 * LENGTH);
    tone.connect(gain).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 2 * LENGTH);
  }

  return {
    /** @param {string} kind
     *  @param {number} volume 0 to 100 */
    play(kind, volume) {
      wake();
      if (!context || !volume) return;
      for (const [index, hertz] of NOTES[kind].entries())
        note(context, hertz, context.currentTime + index * LENGTH, volume / 100);
    },
    /** Whether it would be heard. */
    get blocked() {
      return context?.state !== "running";
    },
  };
}
