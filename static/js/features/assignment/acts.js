// Take it by button; take it or give it back by key, with a way back.
import { t } from "../../words/t.js";
import { createGiving, holderIn } from "./giving.js";

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openActs(root, desk) {
  const take = /** @type {HTMLButtonElement} */ (root.querySelector("button"));
  const give = createGiving(desk);

  async function takeOrGive() {
    const [ticket, row] = [desk.current(), desk.row()];
    if (!row) return;
    const before = holderIn(row);
    const to = before === desk.me ? null : desk.me;
    const words = t(to ? "assignment.undo.took" : "assignment.undo.gave-back", { name: row.name });
    if (await give(to, ticket)) desk.offerUndo(words, () => give(before, ticket));
  }

  take.addEventListener("click", () => give(desk.me));
  desk.offer({
    name: "take",
    needs: "answer",
    key: "a",
    words: () => t(holderIn(desk.row()) === desk.me ? "assignment.act.give-back" : "assignment.act.take"),
    can: () => Boolean(desk.row()),
    run: takeOrGive,
  });
  return {
    show({ row, done }) {
      take.hidden = done || !row || holderIn(row) === desk.me;
    },
  };
}
