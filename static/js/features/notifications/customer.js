// Customers hear an answer that comes while nobody looks at the page. What plays it comes with the first
// press, for before it no browser lets a page be heard. And once they have sent something, they are asked
// whether this browser is to tell them of answers while no page is open: on our own page alone.
import { isSpoken } from "../../conversation/kinds.js";
import { kept } from "../../storage/kept.js";
import { later } from "../../ui/later.js";
import { fill } from "../../ui/slots.js";

const FRESH = 60_000; // ms: what is older was no news when this page came

const come = later("notifications", () => import("./more/ringing.js"));
const silent = kept("silent");
let rings = !silent.get(); // also where nothing is kept

function choose(now) {
  rings = now;
  if (rings) silent.remove();
  else silent.set(true);
}

for (const press of ["pointerdown", "keydown"])
  addEventListener(press, () => rings && come(() => {}), { once: true });

fill("keep", "notifications", ({ children: [button] }) => {
  const show = () => button.setAttribute("aria-pressed", String(rings));
  button.addEventListener("click", () => {
    choose(!rings);
    show();
    come(({ sound }) => rings && sound.play("mine", 60));
  });
  button.hidden = !globalThis.AudioContext;
  show();
  return {};
});

const comeToAsk = later("push", () => import("./asking/asking.js"));
/** @type {{sent: () => void} | null} */
let asking = null;
/** @type {(() => void) | null} where there is a line to ask by */
let ask = null;

fill("notice", "notifications", ({ children: [line] }, page) => {
  const begin = ({ openAsking }) => (asking ??= openAsking(line, page)).sent();
  if (line && globalThis.PushManager) ask = () => void comeToAsk(begin);
  return {};
});

fill("composer", "notifications", (_, page) => {
  const isFresh = (event) => isSpoken(event) && page.clock.now() - Date.parse(event.at) < FRESH;
  const isOwn = (event) => event.author.role === "customer";
  return {
    came(events) {
      const fresh = events.filter(isFresh);
      const answer = rings && fresh.findLast((event) => !isOwn(event));
      if (answer) come(({ ring }) => ring(`${page.ticket} ${answer.seq}`));
      if (fresh.some(isOwn)) ask?.();
    },
  };
});
