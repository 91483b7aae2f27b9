// Above the customer's box: their place in the queue, how long replies take; and while nobody is there, when
// it is read, and once, where an answer finds them.
import { t } from "../../../words/t.js";
import { kept } from "../../../storage/kept.js";
import { isAway, readWords, waitWords } from "./wait.js";

/** @typedef {import("./there.js").Expected} Expected */

/** @param {HTMLElement} root
 *  @param {{ticket: string, call: import("../../../wire/http.js").Ask, now: () => number}} page */
export function openNotice(root, { ticket, call, now }) {
  const wait = /** @type {HTMLElement} */ (root.querySelector(".hours-wait"));
  const away = /** @type {HTMLFormElement} */ (root.querySelector(".hours-away"));
  const [read, said] = /** @type {NodeListOf<HTMLElement>} */ (away.querySelectorAll("p"));
  const ask = /** @type {HTMLElement} */ (away.querySelector(".hours-ask"));
  const box = /** @type {HTMLInputElement} */ (away.querySelector("input"));
  const declined = kept(`no-email:${ticket}`);
  /** @type {Expected} */
  let expected = {};
  let [asks, done, busy, no] = [false, false, false, Boolean(declined.get())];

  function show() {
    wait.textContent = done ? "" : waitWords(expected);
    wait.hidden = !wait.textContent;
    away.hidden = done || !isAway(expected);
    if (!away.hidden) read.textContent = readWords(expected, now());
    ask.hidden = !asks || no;
  }

  function say(words) {
    said.textContent = words;
    said.hidden = !words;
  }

  async function leave() {
    if (!box.value.trim() || !box.validity.valid) return say(t("hours.no-email"));
    if (busy) return;
    busy = true;
    const path = `/api/tickets/${encodeURIComponent(ticket)}/email`;
    const { status } = await call({ method: "POST", path, body: { email: box.value.trim() } });
    busy = false;
    if (status === 422) return say(t("hours.no-email"));
    if (status !== 204 && status !== 409) return say(t("hours.not-left"));
    asks = false;
    say(t("hours.left"));
    show();
  }

  away.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  away.querySelector("[type=button]")?.addEventListener("click", () => {
    no = true;
    declined.set(true);
    show();
  });

  return {
    /** @param {{ticket?: any, done?: boolean}} stands
     *  @param {Expected} desk */
    show({ ticket, done: isDone = false }, desk) {
      asks = Boolean(ticket?.asks_email);
      done = isDone;
      expected = desk;
      show();
    },
  };
}

export { thereOf } from "./there.js";
