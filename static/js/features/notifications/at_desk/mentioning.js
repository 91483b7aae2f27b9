// Colleagues over the composer while a note names one: by `@`, whatever key types it. The focus stays in the
// box; arrows choose, Enter or Tab takes, Escape leaves what was typed as it is.
import { activateOption } from "../../../ui/active_option.js";
import { t } from "../../../words/t.js";
import { meant, stretchOf } from "./colleagues.js";

const YOUNG = 60_000; // ms that the colleagues are believed
const areAgents = (answer) => Array.isArray(answer?.agents);

/** @typedef {import("./colleagues.js").Colleague} Colleague
 *  @param {{getJson: import("../../../wire/http.js").GetJson, now: () => number}} desk
 *  @returns {() => Promise<Colleague[]>} */
export function createColleagues({ getJson, now }) {
  /** @type {Colleague[]} */
  let all = [];
  let asked = -Infinity;
  return async () => {
    if (now() - asked < YOUNG) return all;
    const answer = await getJson("/api/agents", areAgents);
    if (answer) [all, asked] = [answer.agents, now()];
    return all;
  };
}

/** @param {HTMLElement} root
 *  @param {Required<import("../../../conversation/conversation.js").Conversation>} conversation
 *  @param {{colleagues: () => Promise<Colleague[]>, me: string}} of me: this agent's key */
export function openMentioning(root, { writing }, { colleagues, me }) {
  const { box } = writing;
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-mention=${name}]`);
  const [place, list, said] = ["place", "list", "said"].map(part);
  const listening = new AbortController();
  const { signal } = listening;
  /** @type {Colleague[]} */
  let found = [];
  let at = 0;
  let left = -1; // the `@` that Escape was pressed at
  let turn = 0;

  const stretch = () =>
    box.form?.dataset.kind === "note" && box.selectionStart === box.selectionEnd
      ? stretchOf(box.value.slice(0, box.selectionStart))
      : null;

  async function look() {
    const mine = (turn += 1);
    const open = stretch();
    if (!open) left = -1;
    if (!open || open.from === left) return show([]);
    const all = await colleagues();
    if (mine === turn) show(meant(all, open.query, me));
  }

  /** @param {Colleague[]} those */
  function show(those) {
    if (!those.length && !found.length) return; // what is said of the box may be another list's
    found = those;
    place.hidden = !those.length;
    said.textContent = those.length ? t("notifications.colleagues", { n: those.length }) : "";
    list.replaceChildren(...those.map(rowOf));
    for (const [name, value] of [
      ["aria-autocomplete", "list"],
      ["aria-controls", list.id],
    ])
      if (those.length) box.setAttribute(name, value);
      else box.removeAttribute(name);
    activate(0);
  }

  /** @param {number} to */
  function activate(to) {
    at = to;
    activateOption(list, box, at);
  }

  /** @param {Colleague} colleague
   *  @param {number} n */
  function rowOf(colleague, n) {
    const row = Object.assign(document.createElement("li"), { id: `mention-${n}`, role: "option" });
    const [name, username] = [colleague.name, `@${colleague.username}`].map((text) =>
      Object.assign(document.createElement("span"), { textContent: text, dir: "auto" }),
    );
    row.append(name, username);
    row.addEventListener("click", () => take(colleague));
    return row;
  }

  /** @param {Colleague} colleague */
  function take({ username }) {
    const open = stretch();
    if (open) writing.replace(open.from, box.selectionStart, `@${username} `);
    show([]);
  }

  const acts = {
    ArrowDown: () => activate((at + 1) % found.length),
    ArrowUp: () => activate((at - 1 + found.length) % found.length),
    Enter: () => take(found[at]),
    Tab: () => take(found[at]),
    Escape() {
      left = stretch()?.from ?? -1;
      show([]);
    },
  };

  /** @param {KeyboardEvent} event */
  function key(event) {
    const bare = !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey);
    if (!found.length || !bare || event.isComposing || event.keyCode === 229 || !acts[event.key]) return;
    acts[event.key]();
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @type {(target: EventTarget, type: string, handle: (event: any) => void) => void} */
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal });
  list.ariaLabel = t("notifications.whom");
  on(box, "input", look);
  on(box, "keydown", key);
  on(box, "click", look);
  on(box, "blur", () => show([]));
  // A finger on the list leaves the focus, and the keyboard of a phone, where they are.
  on(list, "mousedown", (event) => event.preventDefault());

  return {
    close() {
      turn += 1;
      show([]);
      listening.abort();
    },
  };
}
