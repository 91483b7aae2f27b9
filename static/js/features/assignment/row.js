// Whose a conversation is, in its row: the initials.
import { initials } from "../../desk/initials.js";
import { t } from "../../words/t.js";

/** @param {HTMLElement} root */
export function openRow(root) {
  const element = /** @type {HTMLElement} */ (root.firstElementChild);
  const [letters, words] = element.children;
  return {
    show({ assignee }) {
      element.hidden = !assignee;
      if (!assignee) return;
      letters.textContent = initials(assignee.name);
      element.title = words.textContent = t("assignment.assigned-to", { name: assignee.name });
    },
  };
}
