// Asks a customer whether this browser is to tell them of answers: once, by a line of the page's own, and not
// before they have sent something. The browser's own question comes only from a press.
import { kept } from "../../../storage/kept.js";
import { t } from "../../../words/t.js";
import { asDevice, obstacle, places, subscribe, subscribed } from "../device.js";

const hasKey = (answer) => typeof answer?.key === "string";

/** @typedef {{obstacle: typeof obstacle, subscribe: (key: string) => Promise<PushSubscription>,
 *    subscribed: () => Promise<PushSubscription | null>}} Device
 *  @typedef {{get: () => any, set: (choice: "yes" | "no") => any}} Choice of this browser, for all of its
 *    conversations
 *  @param {{root: HTMLElement, ticket: string, call: import("../../../wire/http.js").Ask, device: Device,
 *    choice: Choice}} parts */
export function createAsking({ root, ticket, call, device, choice }) {
  const path = `/api/tickets/${encodeURIComponent(ticket)}/push`;
  let [begun, key] = [false, ""];

  /** Its words, and what can be pressed.
   *  @param {string} words
   *  @param {...[string, string, () => void]} acts */
  function show(words, ...acts) {
    const said = Object.assign(document.createElement("p"), { textContent: t(`notifications.${words}`) });
    const buttons = acts.map(([name, look, act]) => {
      const made = { type: "button", className: "button", textContent: t(`notifications.${name}`) };
      const button = Object.assign(document.createElement("button"), made);
      button.dataset.look = look;
      button.addEventListener("click", act);
      return button;
    });
    root.replaceChildren(said, ...buttons);
    root.hidden = false;
  }

  const showOn = () => show("push.on", ["push.off", "quiet", turnOff]);

  async function ask() {
    const why = device.obstacle();
    if (choice.get() === "no" || (why && why !== "not-asked")) return;
    const { status, answer } = await call({ method: "GET", path, brings: hasKey });
    key = status === 200 ? answer.key : "";
    if (!key) return;
    const mine = choice.get() === "yes" ? await device.subscribed().catch(() => null) : null;
    if (mine && !why && (await keep(mine))) showOn();
    else show("push.ask", ["push.yes", "main", turnOn], ["push.no", "quiet", decline]);
  }

  /** @param {PushSubscription} subscription */
  async function keep(subscription) {
    const { status } = await call({ method: "POST", path, body: asDevice(subscription) });
    return status === 204;
  }

  async function turnOn() {
    try {
      if (!(await keep(await device.subscribe(key)))) return show("push.failed");
      choice.set("yes");
      showOn();
    } catch {
      show(device.obstacle() === "denied" ? "push.denied" : "push.failed");
    }
  }

  function decline() {
    choice.set("no");
    root.hidden = true;
  }

  async function turnOff() {
    decline();
    const mine = await device.subscribed().catch(() => null);
    if (!mine) return;
    await call({ method: "POST", path: `${path}/remove`, body: { endpoint: mine.endpoint } });
    await mine.unsubscribe().catch(() => {}); // its push service says so then
  }

  return {
    /** They have sent something. */
    sent() {
      if (begun) return;
      begun = true;
      ask();
    },
  };
}

/** @param {HTMLElement} root
 *  @param {{ticket: string, call: import("../../../wire/http.js").Ask}} page */
export function openAsking(root, { ticket, call }) {
  const { customer } = places;
  return createAsking({
    root,
    ticket,
    call,
    device: {
      obstacle,
      subscribe: (key) => subscribe(customer, key),
      subscribed: () => subscribed(customer),
    },
    choice: kept("push"),
  });
}
