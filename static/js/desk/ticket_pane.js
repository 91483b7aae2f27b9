// The open ticket's heading, actions and details.
import { show as showState, stateWords } from "../presence/presence.js";
import { inList } from "../words/list.js";
import { fullTime, waitWords } from "../words/when.js";
import { initials } from "./initials.js";

const UNKNOWN = "…"; // until the server has said

const waitingWords = ({ waiting_since, status }) =>
  waiting_since ? `since ${fullTime(waiting_since)}` : status === "resolved" ? "no" : "no, we answered last";

/** {parts, clock, me: user name} → show({row, ticket, customer, people}) */
export function createTicketPane({ parts, clock, me }) {
  const act = (name) => parts.ticket.querySelector(`[data-act=${name}]`);
  const words = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  function showDetails(row, state, stateText) {
    words(parts.detailsName, row?.name ?? "");
    words(parts.initials, initials(row?.name ?? ""));
    showState(parts.detailsState, state, stateText);
    words(parts.detailsStatus, !row ? UNKNOWN : row.status === "resolved" ? "Resolved" : "Open");
    words(parts.detailsOpened, row ? fullTime(row.opened_at) : UNKNOWN);
    words(parts.detailsWaiting, row ? waitingWords(row) : UNKNOWN);
    if (row) showEmail(row.email);
    else words(parts.detailsEmail, UNKNOWN);
    showAssignee(row);
  }

  // Nobody's isn't said before it is known, and who has it is named though not in the list (any more).
  function showAssignee(row) {
    const { assignee } = parts;
    const { username = "", name } = row?.assignee ?? {};
    assignee.disabled = !row;
    if (username && ![...assignee.options].some(({ value }) => value === username))
      assignee.append(new Option(name, username));
    if (row) assignee.value = username;
    else assignee.selectedIndex = -1;
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
    words(parts.customerName, subject ? (row?.name ?? "") : (row?.email ?? ""));
    showState(parts.customerState, state, stateText);
    act("resolve").hidden = resolved || !(ticket ?? row);
    act("reopen").hidden = !resolved;
    act("take").hidden = resolved || !row || row.assignee?.username === me;
    parts.status.hidden = !resolved;
    parts.draftLabel.textContent = `Write to ${row?.name ?? "the customer"}`;
    const others = people
      .filter((person) => person.role === "agent" && person.state !== "offline")
      .map(({ name }) => name);
    words(parts.detailsHere, inList(others) || "nobody else");
    words(parts.waits, row?.waiting_since ? waitWords(row.waiting_since, now) : "");
    showDetails(row, state, stateText);
  };
}
