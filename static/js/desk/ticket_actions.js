// Take, assign, resolve, reopen: by button, by key, by the list of agents.
import { assign, status } from "../wire/frames.js";
import { agents } from "../wire/shapes.js";
import { createRequests } from "./requests.js";

/** {parts, link, me: user name, getJson: of wire/http.js, current() → ticket, row(ticket)} */
export function createTicketActions({ parts, link, me, getJson, current, row }) {
  const requests = createRequests({ send: (frame) => link.send(frame) });
  const buttons = parts.ticket.querySelectorAll(".ticket-acts [data-act]");

  async function ask(make) {
    const ticket = current();
    if (!ticket) return;
    parts.ticket.setAttribute("aria-busy", "true");
    try {
      await requests.ask((id) => make(id, ticket));
      say("");
    } catch ({ message }) {
      say(`This was not done: ${message}`);
    }
    parts.ticket.removeAttribute("aria-busy");
  }

  function say(words) {
    parts.composerHint.textContent = words;
    parts.composerHint.dataset.tone = words ? "danger" : "";
  }

  const give = (agent) => ask((id, ticket) => assign({ id, ticket, agent }));
  const set = (to) => ask((id, ticket) => status({ id, ticket, status: to }));

  function details(button) {
    const open = parts.details.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", open);
  }

  const act = { take: () => give(me), resolve: () => set("resolved"), reopen: () => set("open"), details };
  for (const button of buttons) button.addEventListener("click", () => act[button.dataset.act]?.(button));
  parts.assignee.addEventListener("change", () => give(parts.assignee.value || null));

  return {
    ack: requests.ack,
    reject: requests.reject,
    live: requests.live,
    takeOrGive: () => give(row(current())?.assignee?.username === me ? null : me),
    resolveOrReopen: () => set(row(current())?.status === "resolved" ? "open" : "resolved"),
    async loadAgents() {
      const answer = await getJson("/api/agents", agents);
      if (!answer) return;
      const options = answer.agents.map(({ username, name }) => new Option(username === me ? `${name} (you)` : name, username));
      const chosen = parts.assignee.value || row(current())?.assignee?.username || "";
      parts.assignee.replaceChildren(new Option("Nobody", ""), ...options);
      parts.assignee.value = chosen;
    },
  };
}
