// The page where an agent says how to hear it.
import { initials } from "../../../desk/initials.js";
import { findParts } from "../../../ui/parts.js";
import { clock } from "../../../wire/clock.js";
import { createHttp } from "../../../wire/http.js";
import { catalogues, t } from "../../../words/t.js";
import { createSound } from "../sound.js";
import { asDevice, obstacle, places, subscribe, subscribed } from "../device.js";
import { fillIn, wishesIn } from "./form.js";

// As on every page: where a catalogue hasn't come, boot.js fetches it again.
if (catalogues() < document.querySelectorAll("script[data-words]").length)
  throw new Error("the words of this page have not come in full");

const PATH = "/api/notifications";
const PATIENCE = 20_000; // ms until a test should have arrived

const parts = findParts();
const form = /** @type {any} */ (parts.wishes);
const ask = createHttp({ clock, as: document.body.dataset.username });
const sound = createSound();
const act = (name) => /** @type {HTMLButtonElement} */ (document.querySelector(`[data-act=${name}]`));
/** @type {{key: string, devices: {endpoint: string, failed: string}[], wishes: any}} */
let state = { key: "", devices: [], wishes: null };
let testing = null;

const say = (key, values = {}) => void (parts.said.textContent = t(`notifications.${key}`, values));
const post = (path, body) => ask({ method: "POST", path: `${PATH}/${path}`, body });

async function read() {
  const { status, answer } = await ask({ method: "GET", path: PATH });
  if (status !== 200) return say("unread");
  state = answer;
  fillIn(form, state.wishes);
  await showBrowser();
}

/** What stands in the way of being reached here, in words. */
async function showBrowser() {
  const mine = await subscribed(places.desk).catch(() => null);
  const known = state.devices.find(({ endpoint }) => endpoint === mine?.endpoint);
  const why = obstacle() ?? (known ? (known.failed ? "failing" : "reached") : "not-asked");
  parts.browserState.textContent = t(`notifications.state.${why}`, { why: known?.failed ?? "" });
  act("forget").hidden = !known;
  act("allow").hidden = Boolean(known) || why === "denied";
}

async function keep() {
  if (!state.wishes || !form.reportValidity()) return;
  const { status } = await ask({ method: "PUT", path: PATH, body: wishesIn(form, state.wishes) });
  say(status === 204 ? "kept" : "not-kept");
}

async function allow() {
  try {
    const { status } = await post("devices", asDevice(await subscribe(places.desk, state.key)));
    if (status !== 204) say("refused");
  } catch (error) {
    say(obstacle() === "denied" ? "state.denied" : "no-subscription", {
      why: String(error),
    });
  }
  await read();
}

async function forget() {
  const mine = await subscribed(places.desk);
  if (mine) await post("devices/remove", { endpoint: mine.endpoint });
  await mine?.unsubscribe();
  await read();
}

async function test() {
  sound.play("mine", Number(form.volume.value));
  const why = obstacle();
  if (why) return say(`state.${why}`);
  const { status } = await post("test");
  if (status !== 204) return say("state.not-asked");
  say("test.sent");
  testing = clock.setTimeout(late, PATIENCE);
}

async function late() {
  await read();
  const failing = state.devices.find(({ failed }) => failed);
  if (failing) say("state.failing", { why: failing.failed });
  else say("test.late");
}

form.addEventListener("change", keep);
form.addEventListener("submit", (event) => event.preventDefault());
act("listen").addEventListener("click", () => sound.play("mine", Number(form.volume.value)));
act("allow").addEventListener("click", allow);
act("forget").addEventListener("click", forget);
act("test").addEventListener("click", test);
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (data?.pushed !== "test") return;
  clock.clearTimeout(testing);
  say("test.came");
});
parts.myInitials.textContent = initials(
  document.querySelector(".sidebar-me span:last-child")?.textContent ?? "",
);
dispatchEvent(new Event("alive"));
read();
