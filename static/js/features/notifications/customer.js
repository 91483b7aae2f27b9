// Customers hear an answer that comes while nobody looks at the page. What plays it comes with the first
// press, for before it no browser lets a page be heard.
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

fill("composer", "notifications", (_, page) => {
  const isNews = (event) =>
    isSpoken(event) && event.author.role !== "customer" && page.clock.now() - Date.parse(event.at) < FRESH;
  return {
    came(events) {
      const answer = rings && events.findLast(isNews);
      if (answer) come(({ ring }) => ring(`${page.ticket} ${answer.seq}`));
    },
  };
});
