// The open ticket's heading and details, and what features say of it there.
import { show as showState, stateWords } from "../presence/presence.js";
import { inList } from "../words/list.js";
import { t } from "../words/t.js";
import { fullTime, waitWords } from "../words/when.js";
import { isDone } from "../conversation/done.js";
import { openSlot } from "../ui/slots.js";
import { initials } from "./initials.js";

const UNKNOWN = "…"; // until the server has said

const waitingWords = (row) =>
  row.waiting_since
    ? t("desk.waiting.since", { time: fullTime(row.waiting_since) })
    : t(isDone(row) ? "desk.waiting.no" : "desk.waiting.answered");

/** {parts, clock, desk: of desk.js} → {show({row, ticket, customer, people}), empty(): there is nothing to
 *  show, read(): news came by HTTP} */
export function createTicketPane({ parts, clock, desk }) {
  const features = ["header", "acts", "details"].map((slot) => openSlot(slot, parts.ticket, desk));
  const button = parts.ticket.querySelector("[data-act=details]");
  const words = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  function showDetails(row, state, stateText) {
    words(parts.detailsName, row?.name ?? "");
    words(parts.initials, initials(row?.name ?? ""));
    showState(parts.detailsState, state, stateText);
    words(parts.detailsOpened, row ? fullTime(row.opened_at) : UNKNOWN);
    words(parts.detailsWaiting, row ? waitingWords(row) : UNKNOWN);
    if (row) showEmail(row.email);
    else words(parts.detailsEmail, UNKNOWN);
  }

  function showEmail(email) {
    const shown = email || t("desk.no-email");
    if (parts.detailsEmail.textContent === shown) return;
    const link = Object.assign(document.createElement("a"), { href: `mailto:${email}`, textContent: email });
    parts.detailsEmail.replaceChildren(email ? link : shown);
  }

  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", parts.details.toggleAttribute("data-open"));
  });

  function show({ row, ticket, customer, people }) {
    const now = clock.now();
    const state = customer?.state ?? "offline";
    const stateText = stateWords(customer, now);
    const subject = ticket?.subject || row?.subject;
    words(parts.subject, subject || row?.name || t("desk.conversation")); // a person, not the words that stand below
    words(parts.customerName, subject ? (row?.name ?? "") : (row?.email ?? ""));
    showState(parts.customerState, state, stateText);
    for (const tell of features) tell("show", { ticket, row, done: isDone(ticket ?? row) });
    parts.draftLabel.textContent = row ? t("desk.write-to", { name: row.name }) : t("desk.write-to-customer");
    const others = people
      .filter((person) => person.role === "agent" && person.state !== "offline")
      .map(({ name }) => name);
    words(parts.detailsHere, inList(others) || t("desk.nobody-else"));
    words(parts.waits, row?.waiting_since ? waitWords(row.waiting_since, now) : "");
    showDetails(row, state, stateText);
  }

  return {
    show,
    empty: () => show({ row: undefined, ticket: null, customer: undefined, people: [] }),
    read() {
      for (const tell of features) tell("read");
    },
  };
}
