// What was typed and not sent goes to another conversation, with what features keep beside the words.

/** @typedef {ReturnType<typeof import("./drafts.js").createDrafts>} Drafts
 *  @param {{drafts: Drafts, ticket: string}} from
 *  @param {{drafts: Drafts, ticket: string}} to another owner's */
export async function moveUnsent(from, to) {
  for (const place of from.drafts.places()) {
    const [ticket, name] = place.split("/");
    if (ticket !== from.ticket) continue;
    const [mine, theirs] = [from, to].map(({ drafts, ticket }) => {
      const draft = drafts.of(ticket);
      return name ? draft.beside(name) : draft;
    });
    const value = await mine.load();
    if (!value) continue;
    await theirs.set(value);
    await mine.set(null);
  }
}
