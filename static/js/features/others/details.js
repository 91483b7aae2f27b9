// Beside a conversation, the others of its customer: asked for when it is opened, or its e-mail is another.
import { t } from "../../words/t.js";
import { fullTime, span } from "../../words/when.js";

const isText = (value) => typeof value === "string";
const areOthers = ({ tickets }) =>
  Array.isArray(tickets) &&
  tickets.every((one) => [one?.ticket, one?.name, one?.subject, one?.status, one?.at].every(isText));

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openDetails(root, desk) {
  const list = /** @type {HTMLElement} */ (root.querySelector("[data-others=list]"));
  let asked = "";

  /** @param {string} ticket
   *  @param {string} of */
  async function read(ticket, of) {
    const answer = await desk.getJson(`/api/tickets/${encodeURIComponent(ticket)}/others`, areOthers);
    if (asked !== of) return; // another is open by now
    if (!answer) asked = "";
    else put(answer.tickets);
  }

  /** @param {any[]} tickets */
  function put(tickets) {
    list.replaceChildren(...tickets.map((one) => line(one, desk.now())));
    root.hidden = !tickets.length;
  }

  root.hidden = true;
  return {
    read() {
      asked = "";
    },
    /** @param {{row: any}} shown */
    show({ row }) {
      const of = row ? `${row.ticket} ${row.email}` : "";
      if (of === asked) return;
      if (!of.startsWith(asked.split(" ")[0]) || !of) put([]);
      asked = of;
      if (row) read(row.ticket, of);
    },
  };
}

/** @param {{ticket: string, name: string, subject: string, status: string, at: string}} one
 *  @param {number} now */
function line({ ticket, name, subject, status, at }, now) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), {
    href: `/agent/${ticket}/`,
    textContent: subject || name,
    title: fullTime(at),
  });
  link.dataset.ticket = ticket;
  link.dir = "auto";
  const how = Object.assign(document.createElement("span"), {
    textContent: [t(`others.${status === "open" ? "open" : "done"}`), span(at, now)].join(" · "),
  });
  item.append(link, how);
  return item;
}
