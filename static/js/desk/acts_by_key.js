// Take, give back, resolve and reopen by a single key, each with its way back.

/** {give(agent, ticket), set(status, ticket) → promise: it was done, undo: of undo.js, me: user name,
 *  current() → ticket, row(ticket)} */
export function createActsByKey({ give, set, undo, me, current, row }) {
  async function act(change, to, before, words) {
    const ticket = current();
    if (await change(to, ticket)) undo.offer(words, () => change(before, ticket));
  }

  function known(go) {
    const shown = row(current());
    if (shown) go(shown);
  }

  return {
    takeOrGive: () =>
      known(({ assignee, name }) => {
        const before = assignee?.username ?? null;
        const to = before === me ? null : me;
        act(
          give,
          to,
          before,
          to ? `You took ${name}’s conversation.` : `You gave ${name}’s conversation back.`,
        );
      }),
    resolveOrReopen: () =>
      known(({ status, name }) => {
        const resolved = status === "resolved";
        act(
          set,
          resolved ? "open" : "resolved",
          status,
          resolved ? `You reopened ${name}’s conversation.` : `You resolved ${name}’s conversation.`,
        );
      }),
    undo: undo.run,
  };
}
