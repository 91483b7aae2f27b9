// Tags, priority and snooze among a conversation's details, each with what changes it.
import { t } from "../../words/t.js";
import { chip } from "./chips.js";
import { untilWords } from "./until.js";

/** start(name): an action of offers.js
 *  @param {HTMLElement} root
 *  @param {{start: (name: string) => void, remove: (name: string) => void}} act */
export function openDetails(root, { start, remove }) {
  /** @type {(name: string) => any} */
  const part = (name) => root.querySelector(`[data-triage=${name}]`);
  const [tags, spam] = [part("tags"), part("spam")];
  const add = /** @type {HTMLButtonElement} */ (root.querySelector("[data-start=tag]"));
  let shown = "";

  /** @param {{name: string, colour: string}} tag */
  function withRemove({ name, colour }) {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.dataset.needs = "answer";
    button.ariaLabel = button.title = t("triage.remove", { name });
    button.addEventListener("click", () => remove(name));
    item.append(chip({ name: "tag", words: name, colour }), button);
    return item;
  }

  /** @param {any[]} all */
  function showTags(all) {
    const key = JSON.stringify(all);
    if (shown === key) return;
    shown = key;
    const inside = tags.contains(document.activeElement);
    tags.replaceChildren(...all.map(withRemove));
    if (inside) add.focus(); // the one that was there has gone
  }

  for (const button of root.querySelectorAll("button"))
    button.addEventListener("click", () => start(button.dataset.start ?? ""));
  return {
    /** @param {{row: any, done: boolean}} shown */
    show({ row, done }) {
      root.hidden = !row;
      if (!row) return showTags([]);
      showTags(row.tags ?? []);
      part("priority").textContent = t(`triage.priority.${row.priority ?? "normal"}`);
      const until = row.snoozed_until;
      part("snooze").textContent = until ? untilWords(until) : t("triage.not-snoozed");
      part("snoozes").disabled = done;
      spam.textContent = t(row.spam ? "triage.act.no-spam" : "triage.act.spam");
    },
  };
}
