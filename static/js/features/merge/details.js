// Among a conversation's details: what it goes on in, and what was merged into it, folded, by its own log.
import { isSpoken } from "../../conversation/kinds.js";
import { newsOf } from "../../wire/shapes.js";
import { t } from "../../words/t.js";
import { fullTime } from "../../words/when.js";
import { MERGED } from "./frames.js";

const WITHIN = 7 * 86_400_000; // milliseconds in which a merge can be undone

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk
 *  @param {{apart: (ticket?: string) => any}} merging */
export function openDetails(root, desk, merging) {
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-merge=${name}]`);
  const [into, from, undo, act] = ["into", "from", "undo", "act"].map(part);
  let shown = "";

  undo.addEventListener("click", () => merging.apart());
  act.addEventListener("click", () => desk.start("merge"));

  function nothing() {
    shown = "";
    into.replaceChildren();
    from.replaceChildren();
  }

  return {
    /** @param {{row: any}} shown */
    show({ row }) {
      root.hidden = !row;
      if (!row) return nothing();
      const other = row.merged_into;
      into.hidden = !other;
      act.hidden = row.status === MERGED;
      undo.hidden = !other || desk.now() - Date.parse(other.at) > WITHIN;
      const key = JSON.stringify([row.ticket, other, row.merged_from]);
      if (key === shown) return;
      shown = key;
      into.replaceChildren(
        ...(other ? [t("merge.goes-on-in"), " ", other.name ? link(other) : t("merge.unseen")] : []),
      );
      from.replaceChildren(
        ...(row.merged_from ?? []).map((one) => (one.name ? block(one, desk) : t("merge.unseen"))),
      );
    },
  };
}

/** @param {any} one */
function link({ ticket, name, subject }) {
  const words = [name, subject].filter(Boolean).join(": ");
  const element = Object.assign(document.createElement("a"), {
    href: `/agent/${ticket}/`,
    textContent: words,
  });
  element.dataset.ticket = ticket;
  element.dir = "auto";
  return element;
}

/** Folded; what was said is asked of its log when somebody opens it.
 *  @param {any} one
 *  @param {import("../../desk/desk.js").Desk} desk */
function block(one, desk) {
  const [element, summary, list] = ["details", "summary", "ol"].map((name) => document.createElement(name));
  element.className = "merge-block";
  summary.textContent = t("merge.block", { name: one.name });
  element.append(summary, list, link(one));
  element.addEventListener("toggle", async () => {
    if (!(/** @type {HTMLDetailsElement} */ (element).open) || list.children.length) return;
    const path = `/api/tickets/${encodeURIComponent(one.ticket)}/events?after=0`;
    const page = await desk.getJson(path, newsOf(one.ticket));
    list.replaceChildren(...(page?.events ?? []).filter(isSpoken).map(line));
  });
  return element;
}

/** @param {any} event */
function line({ author, body, at, kind }) {
  const item = document.createElement("li");
  const who = Object.assign(document.createElement("strong"), { textContent: author.name, dir: "auto" });
  const words = Object.assign(document.createElement("p"), { textContent: body, dir: "auto" });
  const time = Object.assign(document.createElement("time"), { dateTime: at, textContent: fullTime(at) });
  item.dataset.kind = kind;
  item.append(who, " ", time, words);
  return item;
}
