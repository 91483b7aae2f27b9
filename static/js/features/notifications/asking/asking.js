// Asks a customer whether this browser is to tell them of answers: once, by a line of the page's own, and not
// before they have sent something. The browser's own question comes only from a press. Where iOS lets a page
// ask from the home screen alone, it says how to put it there.
import { kept } from "../../../storage/kept.js";
import { t } from "../../../words/t.js";
import { lacksHome, offerHome } from "../home_screen.js";
import { asDevice, obstacle, places, subscribe, subscribed } from "../device.js";

const hasKey = (answer) => typeof answer?.key === "string";

/** @typedef {{obstacle: typeof obstacle, subscribe: (key: string) => Promise<PushSubscription>,
 *    subscribed: () => Promise<PushSubscription | null>, lacksHome: () => boolean,
 *    offerHome: () => void}} Device
 *  @typedef {{get: () => any, set: (choice: "yes" | "no") => any}} Choice of this browser, for all of its
 *    conversations
 *  @param {{root: HTMLElement, ticket: string, call: import("../../../wire/http.js").Ask, device: Device,
 *    choice: Choice, past?: History}} parts */
export function createAsking({ root, ticket, call, device, choice, past = globalThis.history }) {
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
    const [why, homeless] = [device.obstacle(), device.lacksHome()];
    if (choice.get() === "no" || (why && why !== "not-asked" && !homeless)) return;
    const { status, answer } = await call({ method: "GET", path, brings: hasKey });
    key = status === 200 ? answer.key : "";
    if (!key) return;
    if (homeless) return show("push.home", ["push.how", "main", sayHow], ["push.no", "quiet", decline]);
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

  /** What is put there has none of this browser's cookies and opens by the private link: so that stands in
   *  the address meanwhile, until the page is loaded anew. */
  async function sayHow() {
    const { status, answer } = await call({ method: "POST", path: path.replace(/push$/, "link") });
    if (status !== 201) return show("push.failed");
    past.replaceState(past.state, "", new URL(answer.url).hash);
    device.offerHome();
    show("push.home.how", ["push.no", "quiet", decline]);
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
      lacksHome,
      offerHome,
    },
    choice: kept("push"),
  });
}
