// What a customer can ask for of their own data: chosen, then confirmed, then asked for once.
import { newId } from "../../../wire/ids.js";

/** @typedef {{ticket: string, call: import("../../../wire/http.js").Ask,
 *    bring?: (path: string) => Promise<Blob | null>}} Page */
/** @type {WeakMap<HTMLElement, {open: () => Promise<void>}>} */
const known = new WeakMap();

/** @param {HTMLDialogElement} dialog
 *  @param {Page} page */
export function ownData(dialog, page) {
  if (!known.has(dialog)) known.set(dialog, createOwnData(dialog, page));
  dialog.showModal();
  return known.get(dialog)?.open();
}

/** Which of the sentences is said of an answer. Pure.
 *  @param {{status: number, answer?: any}} answer */
export function saidOf({ status, answer }) {
  if (status === 201 || answer?.code === "unchanged") return "asked";
  if (status === 429) return "often";
  return answer?.code === "conflict" ? "shared" : "failed";
}

/** @param {HTMLElement} root
 *  @param {Page} page */
export function createOwnData(root, { ticket, call, bring }) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (root.querySelector(`[data-own=${name}]`));
  const each = (/** @type {string} */ selector) =>
    /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
  const path = `/api/tickets/${encodeURIComponent(ticket)}/privacy`;
  /** @type {{id: string, what: string} | null} */
  let wanted = null;

  const say = (/** @type {string} */ key) =>
    each("[data-said]").forEach((one) => (one.hidden = one.dataset.said !== key));

  /** @param {string | null} what */
  function ask(what) {
    wanted = what ? { id: newId(), what } : null;
    part("choice").hidden = Boolean(what);
    part("sure").hidden = !what;
    each("[data-about]").forEach((one) => (one.hidden = one.dataset.about !== what));
    say("");
  }

  async function confirm() {
    const yes = part("yes");
    if (!wanted || yes.getAttribute("aria-busy") === "true") return;
    yes.setAttribute("aria-busy", "true");
    const answer = await call({ method: "POST", path, body: wanted });
    yes.setAttribute("aria-busy", "false");
    const said = saidOf(answer);
    if (said !== "failed") ask(null); // else the same is asked again, by its id
    say(said);
  }

  /** @param {MouseEvent} event */
  async function download(event) {
    if (!bring) return;
    event.preventDefault();
    const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
    const blob = await bring(String(link.getAttribute("href")));
    if (blob) save(blob);
    else say("failed");
  }

  for (const one of each("[data-what]")) one.addEventListener("click", () => ask(one.dataset.what ?? null));
  part("yes").addEventListener("click", confirm);
  part("back").addEventListener("click", () => ask(null));
  const link = part("file").querySelector("a");
  link?.setAttribute("href", `/t/${encodeURIComponent(ticket)}/data/`);
  link?.addEventListener("click", download);

  return {
    async open() {
      ask(null);
      const { status, answer } = await call({ method: "GET", path });
      if (status === 200) part("file").hidden = !answer.until;
      else if (answer?.code === "conflict") say("shared");
    },
  };
}

/** @param {Blob} blob */
function save(blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "data.zip";
  link.click();
}
