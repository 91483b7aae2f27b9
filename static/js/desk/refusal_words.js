// Why something was not done, in words. Pure.

/** verdict: a `reject` frame; words: by code, of who asked; name: the customer's; here: whether it is
 *  about the open conversation */
export function refusalWords({ code, message }, { words = {}, name = "the customer", here }) {
  const said = words[code]?.(name) ?? `This was not done: ${message}`;
  return here ? said : `About your conversation with ${name}: ${said}`;
}
