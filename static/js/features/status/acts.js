// Resolve and reopen, by button and by key, each with its way back.
import { t } from "../../words/t.js";
import { isResolved } from "./chip.js";
import { OPEN, RESOLVED, status } from "./frames.js";

/** To several: what was on the screen of each goes with it.
 *  @type {(is: string, was: string, words: string) => import("../../desk/actions.js").ManyOption} */
const to = (is, was, words) => ({
  words: t(words),
  does: (row) => ({ type: "status", status: is, ...(is === RESOLVED && { seen: row.head }) }),
  undoes: (row) => (row.status === was ? { type: "status", status: was } : null),
});

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openActs(root, desk) {
  const [resolve, reopen] = root.querySelectorAll("button");

  // What was on the screen goes with what is done about it, however late it arrives.
  const set = (to, of = desk.current()) =>
    desk.ask((id, ticket) => status({ id, ticket, status: to, seen: desk.seen(ticket) }), {
      ticket: of,
      refused: (verdict) => verdict.code === "unseen" && desk.reveal(verdict),
    });

  async function resolveOrReopen() {
    const [ticket, row] = [desk.current(), desk.row()];
    if (!row) return;
    const [to, done] = row.status === RESOLVED ? [OPEN, "reopened"] : [RESOLVED, "resolved"];
    const before = row.status;
    const goOn = to === RESOLVED ? desk.next() : () => {};
    if (!(await set(to, ticket))) return;
    goOn();
    desk.offerUndo(t(`status.undo.${done}`, { name: row.name }), () => takeBack(ticket, before));
  }

  async function takeBack(ticket, before) {
    if ((await set(before, ticket)) && before === OPEN && desk.current() !== ticket) desk.go(ticket);
  }

  // The second of a double click may come when the next conversation is open.
  for (const button of [resolve, reopen])
    button.addEventListener("click", ({ detail }) => void (detail > 1 || resolveOrReopen()));
  desk.offer({
    name: "resolve",
    needs: "answer",
    key: "e",
    words: () => t(desk.row()?.status === RESOLVED ? "status.act.reopen" : "status.act.resolve"),
    can: () => Boolean(desk.row()),
    run: resolveOrReopen,
    many: () => [to(RESOLVED, OPEN, "status.act.resolve"), to(OPEN, RESOLVED, "status.act.reopen")],
  });
  return {
    show({ ticket, row }) {
      const resolved = isResolved({ ticket, row });
      resolve.hidden = resolved || !(ticket ?? row);
      reopen.hidden = !resolved;
    },
  };
}
