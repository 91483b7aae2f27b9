// The open ticket's heading, actions and details.
import { inWords, show as showState, stateWords } from "../liveness/presence.js";
import { fullTime, waitWords } from "../when.js";
import { initials } from "./initials.js";

/** {parts, clock, me: user name} → show({row, ticket, customer, people}) */
export function createTicketPane({ parts, clock, me }) {
  const act = (name) => parts.ticket.querySelector(`[data-act=${name}]`);
  const words = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  function showDetails(row, state, stateText) {
    words(parts.detailsName, row?.name ?? "");
    words(parts.initials, initials(row?.name ?? ""));
    showState(parts.detailsState, state, stateText);
    words(parts.detailsStatus, row?.status === "resolved" ? "Resolved" : "Open");
    words(parts.detailsOpened, row ? fullTime(row.opened_at) : "");
    const waiting = row?.waiting_since;
    words(parts.detailsWaiting, waiting ? `since ${fullTime(waiting)}` : row?.status === "resolved" ? "no" : "no, we answered last");
    showEmail(row?.email);
  }

  function showEmail(email) {
    const shown = email || "not given";
    if (parts.detailsEmail.textContent === shown) return;
    const link = Object.assign(document.createElement("a"), { href: `mailto:${email}`, textContent: email });
    parts.detailsEmail.replaceChildren(email ? link : shown);
  }

  return function show({ row, ticket, customer, people }) {
    const now = clock.now();
    const state = customer?.state ?? "offline";
    const stateText = stateWords(customer, now);
    const resolved = (ticket?.status ?? row?.status) === "resolved";
    const subject = ticket?.subject || row?.subject;
    words(parts.subject, subject || row?.name || "Conversation"); // a person, not the words that stand below
    words(parts.customerName, subject ? row?.name ?? "" : row?.email ?? "");
    showState(parts.customerState, state, stateText);
    act("resolve").hidden = resolved;
    act("reopen").hidden = !resolved;
    act("take").hidden = resolved || row?.assignee?.username === me;
    parts.status.hidden = !resolved;
    parts.assignee.value = row?.assignee?.username ?? "";
    parts.draftLabel.textContent = `Write to ${row?.name ?? "the customer"}`;
    const others = people.filter((person) => person.role === "agent" && person.state !== "offline").map(({ name }) => name);
    words(parts.detailsHere, inWords(others) || "nobody else");
    words(parts.waits, row?.waiting_since ? waitWords(row.waiting_since, now) : "");
    showDetails(row, state, stateText);
  };
}
