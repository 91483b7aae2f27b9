// A letter is asked for: what its button says of it.
import { t } from "../../../words/t.js";

/** say(words) each time there is something to say of where path() leads → show(): it leads elsewhere now
 *  @param {{button: HTMLButtonElement, say: (words: string) => void, path: () => string,
 *    call: import("../../../wire/http.js").Ask}} parts */
export function createAsking({ button, say, path, call }) {
  /** @type {Set<string>} paths whose answers are waited for */
  const asked = new Set();
  const show = () => button.setAttribute("aria-busy", String(asked.has(path())));
  button.addEventListener("click", async () => {
    const to = path();
    if (asked.has(to)) return;
    asked.add(to);
    show();
    say("");
    const { status } = await call({ method: "POST", path: to });
    asked.delete(to);
    if (path() !== to) return; // another conversation is open
    show();
    say(t(status === 204 ? "mail.asked" : status === 429 ? "mail.asked-often" : "mail.not-asked"));
  });
  return show;
}

/** Each button within `root` that says which letter: by the path of the call that asks for it → show(): of
 *  another ticket
 *  @param {ParentNode} root
 *  @param {{said: HTMLElement, ticket: () => string, call: import("../../../wire/http.js").Ask}} parts */
export function askByButtons(root, { said, ticket, call }) {
  const say = (words) => void (said.textContent = words);
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll("[data-letter]"));
  const shows = [...buttons].map((button) => {
    const path = () => `/api/tickets/${encodeURIComponent(ticket())}/${button.dataset.letter}`;
    return createAsking({ button, say, path, call });
  });
  return () => {
    say("");
    for (const show of shows) show();
  };
}
