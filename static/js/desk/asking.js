// What an agent asks of the server about a ticket, and what is said of it when it is refused.
import { refusalWords } from "./refusal_words.js";
import { createRequests } from "./requests.js";

/** {parts, link, current() → ticket, row(ticket)} → {ask: of desk.js, say(words), ack, reject, live: of
 *  requests.js} */
export function createAsking({ parts, link, current, row }) {
  const requests = createRequests({ send: (frame) => link.send(frame) });

  /** @type {import("./desk.js").Desk["ask"]} */
  async function ask(make, { ticket = current(), refused = () => {} } = {}) {
    if (!ticket) return false;
    let done = true;
    parts.ticket.setAttribute("aria-busy", "true");
    try {
      await requests.ask((id) => make(id, ticket));
      say("");
    } catch (refusal) {
      // requests.js rejects with nothing else.
      const verdict = /** @type {import("../wire/frames.js").Reject} */ (refusal);
      const here = ticket === current();
      say(refusalWords(verdict, { name: row(ticket)?.name, here }));
      if (here) refused(verdict);
      done = false;
    }
    parts.ticket.removeAttribute("aria-busy");
    return done;
  }

  function say(words) {
    parts.composerHint.textContent = words;
    parts.composerHint.dataset.tone = words ? "danger" : "";
  }

  return { ask, say, ack: requests.ack, reject: requests.reject, live: requests.live };
}
