// Which key it was, whatever the keyboard's layout writes with it. Pure.

/** Layouts without Latin letters have ours at the same place as the American one. What they write there may
 *  be a mark (Thai, Hindi) or several letters at once (Arabic). Where the letter is Latin it counts, wherever
 *  it lies (Dvorak, AZERTY).
 *  @param {{key: string, code?: string, shiftKey?: boolean}} event
 *  @returns {string} */
export function keyOf({ key, code = "", shiftKey = false }) {
  const foreign = /^[\p{L}\p{M}\p{N}]+$/u.test(key) && !/[\p{Script=Latin}0-9]/u.test(key);
  if (foreign) return code.replace(/^(Key|Digit)(?=.$)/, "").toLowerCase();
  return /^[A-Z]$/.test(key) && !shiftKey ? key.toLowerCase() : key; // Caps Lock
}
