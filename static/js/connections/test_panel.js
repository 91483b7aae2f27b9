// The button, and the steps as they go.
import { openSocket, socketUrl } from "../wire/socket.js";
import { t } from "../words/t.js";
import { createSelfTest } from "./self_test.js";

const PATIENCE = 8_000; // milliseconds

/** What is at `path`, whoever answers: here a proxy's page is news as well. */
async function get(path) {
  try {
    const response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return { status: response.status, answer: await response.json().catch(() => null) };
  } catch {
    return { status: 0, answer: null };
  }
}

/** {parts, clock} */
export function createTestPanel({ parts, clock }) {
  const { test: button, steps: list, testVerdict: verdict } = parts;
  /** @type {any} */
  const template = document.querySelector("#step-template");
  const rows = new Map();

  function show({ key, title, state, words = "" }) {
    if (!rows.has(key)) {
      const row = template.content.firstElementChild.cloneNode(true);
      list.append(row);
      rows.set(key, row);
    }
    const row = rows.get(key);
    row.dataset.step = key;
    row.dataset.state = state;
    row.querySelector("strong").textContent = title;
    row.querySelector(".step-result").textContent =
      state === "waiting" ? "" : t(`connections.result.${state}`);
    row.querySelector(".step-words").textContent = words;
  }

  const run = createSelfTest({
    get,
    clock,
    origin: location.origin,
    openSocket: (on) => openSocket(socketUrl(location), on),
    on: show,
  });

  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    verdict.textContent = "";
    rows.clear();
    list.replaceChildren();
    const { tone, words } = await run().finally(() => button.setAttribute("aria-busy", "false"));
    verdict.dataset.tone = tone;
    verdict.textContent = words;
  });
}
