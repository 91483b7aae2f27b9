// Merges one conversation into another, asks whether different people are meant, and finds what to choose.
import { inOneLine } from "../../conversation/kinds.js";
import { found as isFound } from "../../wire/shapes.js";
import { t } from "../../words/t.js";
import { merge, MERGED } from "./frames.js";

const SETTLE = 250; // milliseconds after the last key

/** → {into(other row, sure?), apart(ticket)}: promises of whether it was done
 *  @param {import("../../desk/desk.js").Desk} desk */
export function createMerging(desk) {
  /** @param {string} [ticket] */
  const apart = (ticket) => desk.ask((id, ticket) => merge({ id, ticket, into: null }), { ticket });

  /** @param {any} other
   *  @returns {Promise<boolean>} */
  async function into(other, { sure = false, ticket = desk.current(), name = desk.row()?.name } = {}) {
    let different = false;
    const done = await desk.ask((id, ticket) => merge({ id, ticket, into: other.ticket, sure }), {
      ticket,
      refused: ({ code }) => {
        different = code === "other_person";
      },
    });
    if (done) desk.offerUndo(t("merge.undo.merged", { name, other: other.name }), () => apart(ticket));
    else if (different) ask(other, { ticket, name });
    return done;
  }

  function ask(other, { ticket, name }) {
    desk.choose({
      title: t("merge.really", { name: who(desk.row(ticket) ?? { name }), other: who(other) }),
      options: () => [
        { words: t("merge.really.no"), run() {} },
        { words: t("merge.really.yes"), run: () => void into(other, { sure: true, ticket, name }) },
      ],
    });
  }

  return { into, apart };
}

/** The others, into one of them.
 *  @type {(row: any) => import("../../desk/actions.js").ManyOption} */
const intoThis = (row) => ({
  words: t("merge.many", { name: who(row) }),
  hint: row.subject,
  does: ({ ticket }) => (ticket === row.ticket ? null : { type: "merge", into: row.ticket, sure: true }),
  undoes: () => ({ type: "merge", into: null }),
});

const who = ({ name, email = "" }) => [name, email].filter(Boolean).join(", ");

/** @param {import("../../desk/desk.js").Desk} desk
 *  @param {ReturnType<typeof createMerging>} merging */
export function offer(desk, merging) {
  let asked = "";
  let of = "";
  /** @type {any[]} */
  let rows = [];
  let timer;

  async function look(words, ticket, key) {
    const answer = await desk.getJson(
      `/api/queue?${new URLSearchParams({ view: "open", find: words })}`,
      isFound,
    );
    if (asked !== key || !answer) return;
    rows = answer.rows.filter((row) => row.ticket !== ticket);
    again();
  }

  /** @param {string} text */
  function options(text) {
    const { ticket = "", name = "", email = "" } = desk.row() ?? {};
    const words = text || email || name;
    const key = `${ticket} ${words}`;
    if (of !== ticket) rows = [];
    of = ticket;
    if (asked !== key) {
      asked = key;
      clearTimeout(timer);
      timer = setTimeout(() => look(words, ticket, key), text ? SETTLE : 0);
    }
    return rows.map((row) => ({
      words: `${row.name}: ${row.subject || (row.last ? inOneLine(row.last) : "")}`,
      hint: row.email,
      run: () => void merging.into(row),
    }));
  }

  const again = desk.offer({
    name: "merge",
    needs: "answer",
    key: "m",
    words: () => t("merge.act"),
    can: () => Boolean(desk.row()) && desk.row().status !== MERGED,
    options,
    many: (_, rows) => rows.map(intoThis),
  });
}
