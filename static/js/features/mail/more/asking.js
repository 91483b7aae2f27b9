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
