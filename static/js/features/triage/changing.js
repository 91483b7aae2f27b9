// Tags, priority, snooze and spam are changed here, whoever asks for it, each with its way back.
import { t } from "../../words/t.js";
import { priority, snooze, spam, tags } from "./frames.js";

/** Each resolves to whether it was done; of the open conversation, or of `ticket`.
 *  @param {import("../../desk/desk.js").Desk} desk */
export function createChanging(desk) {
  /** @param {import("../../desk/desk.js").Make} make
   *  @param {string} [ticket] */
  const ask = (make, ticket) => desk.ask(make, { ticket });

  /** What it was before is known from its row.
   *  @param {string} words
   *  @param {import("../../desk/desk.js").Make} make
   *  @param {(row: any) => import("../../desk/desk.js").Make} back */
  async function change(words, make, back) {
    const [ticket, row] = [desk.current(), desk.row()];
    if (!row) return false;
    const before = back(row);
    const done = await ask(make, ticket);
    if (done) desk.offerUndo(t(words, { name: row.name }), () => ask(before, ticket));
    return done;
  }

  /** @param {string} name */
  const add = (name) =>
    change(
      "triage.undo.tagged",
      (id, ticket) => tags({ id, ticket, add: [name] }),
      () => (id, ticket) => tags({ id, ticket, remove: [name] }),
    );
  /** @param {string} name */
  const remove = (name) =>
    change(
      "triage.undo.untagged",
      (id, ticket) => tags({ id, ticket, remove: [name] }),
      () => (id, ticket) => tags({ id, ticket, add: [name] }),
    );

  return {
    add,
    remove,
    /** @param {string} to */
    prioritise: (to) =>
      change(
        "triage.undo.priority",
        (id, ticket) => priority({ id, ticket, priority: to }),
        (row) => (id, ticket) => priority({ id, ticket, priority: row.priority }),
      ),
    /** @param {string | null} until */
    snooze: (until) =>
      change(
        until ? "triage.undo.snoozed" : "triage.undo.woken",
        (id, ticket) => snooze({ id, ticket, until }),
        (row) => (id, ticket) => snooze({ id, ticket, until: row.snoozed_until }),
      ),
    /** @param {boolean} is */
    markSpam: (is) =>
      change(
        is ? "triage.undo.spam" : "triage.undo.no-spam",
        (id, ticket) => spam({ id, ticket, spam: is }),
        (row) => (id, ticket) => spam({ id, ticket, spam: row.spam }),
      ),
  };
}
