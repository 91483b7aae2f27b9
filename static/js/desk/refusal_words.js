// Why something was not done, in words. Pure.
const WHY = {
  unseen: (name) =>
    `It stays open: ${name} has written something that wasn't on your screen yet. Resolve it again if you still want to.`,
};

/** verdict: a `reject` frame; name: the customer's; here: whether it is about the open conversation */
export function refusalWords({ code, message }, { name = "the customer", here }) {
  const words = WHY[code]?.(name) ?? `This was not done: ${message}`;
  return here ? words : `About your conversation with ${name}: ${words}`;
}
