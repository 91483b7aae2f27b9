// A letter is asked for: what its button says of it.
import { t } from "../../../words/t.js";

/** say(words) each time there is something to say.
 *  @param {{button: HTMLButtonElement, say: (words: string) => void, path: () => string,
 *    call: import("../../../wire/http.js").Ask}} parts */
export function createAsking({ button, say, path, call }) {
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    say("");
    const { status } = await call({ method: "POST", path: path() });
    button.setAttribute("aria-busy", "false");
    say(t(status === 204 ? "mail.asked" : status === 429 ? "mail.asked-often" : "mail.not-asked"));
  });
}

/** Each button within `root` that says which letter: by the path of the call that asks for it.
 *  @param {ParentNode} root
 *  @param {{said: HTMLElement, ticket: () => string, call: import("../../../wire/http.js").Ask}} parts */
export function askByButtons(root, { said, ticket, call }) {
  const say = (words) => void (said.textContent = words);
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
    root.querySelectorAll("[data-letter]")
  )) {
    const path = () => `/api/tickets/${encodeURIComponent(ticket())}/${button.dataset.letter}`;
    createAsking({ button, say, path, call });
  }
}
