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

for (const press of ["pointerdown", "keydown"])
  addEventListener(press, () => rings && come(() => {}), { once: true });

fill("keep", "notifications", ({ children: [button] }) => {
  const show = () => button.setAttribute("aria-pressed", String(rings));
  button.addEventListener("click", () => {
    rings = !rings;
    silent.set(!rings);
    show();
    come(({ sound }) => rings && sound.play("mine", 60));
  });
  button.hidden = !globalThis.AudioContext;
  show();
  return {};
});

const comeToAsk = later("push", () => import("./asking/asking.js"));
/** From the home screen of iOS, where a page may ask. */
const isAtHome = () => /** @type {any} */ (navigator).standalone;
/** @type {(() => void) | null} where there is a line to ask by, once */
let ask = null;

fill("notice", "notifications", ({ children: [line] }, page) => {
  if (line)
    ask = () => {
      ask = null;
      comeToAsk(({ openAsking }) => openAsking(line, page).sent());
    };
  return {};
});

fill("composer", "notifications", (_, page) => {
  const isOwn = (event) => event.author.role === "customer";
  return {
    came(events) {
      const since = page.clock.now() - FRESH;
      const fresh = events.filter((event) => isSpoken(event) && Date.parse(event.at) > since);
      const answer = rings && fresh.findLast((event) => !isOwn(event));
      if (answer) come(({ ring }) => ring(`${page.ticket} ${answer.seq}`));
      if ((isAtHome() ? events : fresh).some(isOwn)) ask?.(); // who put it there has sent something before
    },
  };
});
