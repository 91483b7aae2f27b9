// Hours on the start page, where there is no socket yet: asked for now and then while somebody looks.
import { fill } from "../../ui/slots.js";
import { isAway, readWords, waitWords } from "./more/wait.js";
import { thereOf } from "./more/there.js";

const AGAIN = 30_000; // ms
const SOON = 2_000; // while nobody knows

/** @param {HTMLElement} root
 *  @param {{site: string, call: import("../../wire/http.js").Ask, clock: import("../../wire/clock.js").Clock,
 *    expect: (expected: import("./more/there.js").Expected) => void, doc?: Document}} page */
export function openExpected(root, { site, call, clock, expect, doc = document }) {
  const [there, more] = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("p")]);
  let timer = 0;

  function show(expected) {
    const now = clock.now();
    const said = thereOf(expected, now);
    there.textContent = said?.words ?? "";
    there.dataset.state = said?.state ?? "unknown";
    more.textContent = isAway(expected) ? readWords(expected, now) : waitWords(expected);
    root.hidden = !there.textContent;
    expect(expected);
  }

  async function ask() {
    clock.clearTimeout(timer);
    const query = site ? `?${new URLSearchParams({ site })}` : "";
    const { status, answer } = await call({
      method: "GET",
      path: `/api/hours${query}`,
      brings: ({ state }) => state !== undefined,
    });
    if (status === 200) show(answer);
    else root.hidden = true; // what was so may not be so any more
    timer = clock.setTimeout(look, status === 200 && answer.state === null ? SOON : AGAIN);
  }

  const look = () => void (doc.hidden || ask());
  doc.addEventListener("visibilitychange", look);
  ask();
  return {};
}

fill("expected", "hours", openExpected);
