// Take, assign, resolve, reopen: by button, by key, by the list of agents.
import { assign, status } from "../wire/frames.js";
import { refusalWords } from "./refusal_words.js";
import { createRequests } from "./requests.js";

/** {parts, link, me: user name, getJson: of wire/http.js, current() → ticket, row(ticket),
 *  seen() → the newest seq on the screen, unseen(): what the customer wrote since is to be shown,
 *  loaded(): the list of agents is there} */
export function createTicketActions({ parts, link, me, getJson, current, row, seen, unseen, loaded = () => {} }) {
  const requests = createRequests({ send: (frame) => link.send(frame) });
  const buttons = parts.ticket.querySelectorAll(".ticket-acts [data-act]");

  async function ask(make) {
    const ticket = current();
    if (!ticket) return;
    parts.ticket.setAttribute("aria-busy", "true");
    try {
      await requests.ask((id) => make(id, ticket));
      say("");
    } catch (verdict) {
      say(refusalWords(verdict, { name: row(ticket)?.name, here: ticket === current() }));
      if (verdict.code === "unseen" && ticket === current()) unseen(verdict);
    }
    parts.ticket.removeAttribute("aria-busy");
  }

  function say(words) {
    parts.composerHint.textContent = words;
    parts.composerHint.dataset.tone = words ? "danger" : "";
  }

  // What was on the screen goes with what is done about it, however late it arrives.
  const give = (agent) => ask((id, ticket) => assign({ id, ticket, agent, from: holder(row(ticket)) }));
  const set = (to) => ask((id, ticket) => status({ id, ticket, status: to, seen: seen() }));
  const holder = (known) => known && (known.assignee?.username ?? null);

  // By key as by button: what isn't on the screen yet can't be acted on.
  function known(act) {
    const shown = row(current());
    if (shown) act(shown);
  }

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
    takeOrGive: () => known((row) => give(row.assignee?.username === me ? null : me)),
    resolveOrReopen: () => known((row) => set(row.status === "resolved" ? "open" : "resolved")),
    async loadAgents() {
      const answer = await getJson("/api/agents");
      if (!answer) return;
      const options = answer.agents.map(({ username, name }) => new Option(username === me ? `${name} (you)` : name, username));
      parts.assignee.replaceChildren(new Option("Nobody", ""), ...options);
      loaded();
    },
  };
}
