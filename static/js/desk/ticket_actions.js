// Take, assign, resolve, reopen: by button, by key, by the list of agents.
import { assign, status } from "../wire/frames.js";
import { refusalWords } from "./refusal_words.js";
import { agents } from "../wire/shapes.js";
import { createRequests } from "./requests.js";

/** {parts, link, me: user name, getJson: of wire/http.js, current() → ticket, row(ticket),
 *  seen() → the newest seq on the screen, unseen(): what the customer wrote since is to be shown,
 *  loaded(): the list of agents is there} */
export function createTicketActions({
  parts,
  link,
  me,
  getJson,
  current,
  row,
  seen,
  unseen,
  loaded = () => {},
}) {
  const requests = createRequests({ send: (frame) => link.send(frame) });
  const buttons = parts.ticket.querySelectorAll(".ticket-acts [data-act]");

  /** → promise: whether it was done */
  async function ask(make, ticket = current()) {
    if (!ticket) return false;
    let done = true;
    parts.ticket.setAttribute("aria-busy", "true");
    try {
      await requests.ask((id) => make(id, ticket));
      say("");
    } catch (refusal) {
      // requests.js rejects with nothing else.
      const verdict = /** @type {import("../wire/frames.js").Reject} */ (refusal);
      say(refusalWords(verdict, { name: row(ticket)?.name, here: ticket === current() }));
      if (verdict.code === "unseen" && ticket === current()) unseen(verdict);
      done = false;
    }
    parts.ticket.removeAttribute("aria-busy");
    return done;
  }

  function say(words) {
    parts.composerHint.textContent = words;
    parts.composerHint.dataset.tone = words ? "danger" : "";
  }

  // What was on the screen goes with what is done about it, however late it arrives.
  const give = (agent, which) =>
    ask((id, ticket) => assign({ id, ticket, agent, from: holder(row(ticket)) }), which);
  const set = (to, which) =>
    ask(
      (id, ticket) => status({ id, ticket, status: to, seen: ticket === current() ? seen() : undefined }),
      which,
    );
  const holder = (known) => known && (known.assignee?.username ?? null);

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
    give,
    set,
    async loadAgents() {
      const answer = await getJson("/api/agents", agents);
      if (!answer) return;
      const options = answer.agents.map(
        ({ username, name }) => new Option(username === me ? `${name} (you)` : name, username),
      );
      parts.assignee.replaceChildren(new Option("Nobody", ""), ...options);
      loaded();
    },
  };
}
