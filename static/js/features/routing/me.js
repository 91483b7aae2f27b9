// What an agent says of themselves, in the sidebar: whether new conversations may come.
import { createNewest } from "../../desk/newest.js";
import { t } from "../../words/t.js";
import { createLeaving } from "./leaving.js";
import { inWords, isAvailable, offered } from "./saying.js";

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openMe(root, desk) {
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-routing=${name}]`);
  /** @type {import("../../ui/slots.js").Part} */
  const none = {};
  if (!part("dialog")) return none; // nothing is routed here
  const leaving = createLeaving(part("dialog"), part("asked"), desk);
  if (part("button")) openSaying(part("button"), part("words"), desk, leaving);
  return {
    /** @param {(asked: Promise<void>) => void} first */
    leaves: (first) => first(leaving()),
  };
}

/** @param {HTMLButtonElement} button
 *  @param {HTMLElement} words
 *  @param {import("../../desk/desk.js").Desk} desk
 *  @param {() => Promise<void>} leaving */
function openSaying(button, words, desk, leaving) {
  let said = { available: true, back_at: null };
  const newest = createNewest();

  /** @param {{agents: any[]}} told */
  function hear({ agents }) {
    newest.told();
    said = agents.find(({ key }) => key === desk.key) ?? said;
    show();
  }

  function show() {
    button.dataset.available = String(isAvailable(said, desk.now()));
    words.textContent = button.title = inWords(said, desk.now());
    button.setAttribute("aria-label", words.textContent);
  }

  /** @param {{available: boolean, back_at?: string}} next */
  async function say(next) {
    const { status, answer } = await desk.call({ method: "POST", path: "/api/availability", body: next });
    if (status !== 200) return void again(next);
    hear(answer);
    if (!next.available) await leaving();
  }

  /** @param {{available: boolean, back_at?: string}} next */
  const again = (next) =>
    desk.choose({
      title: t("routing.not-said"),
      options: () => [{ words: t("routing.again"), run: () => void say(next) }],
    });

  async function load() {
    const found = await newest.ask(desk.call({ method: "GET", path: "/api/availability" }));
    if (found?.status === 200) hear(found.answer);
  }

  desk.offer({
    name: "away",
    words: () => t("routing.act"),
    options: () => offered(desk.now()).map(([key, next]) => ({ words: t(key), run: () => void say(next) })),
  });
  button.addEventListener("click", () => desk.start("away"));
  desk.on("agents", hear);
  desk.on("welcome", () => void load());
  setInterval(show, 15_000);
  show();
}
