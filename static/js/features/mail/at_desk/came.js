// A message that came by mail: that it did, what was attached, and the way to the whole of it.
import { inList } from "../../../words/list.js";
import { t } from "../../../words/t.js";

/** @param {HTMLElement} root
 *  @param {import("../../../conversation/conversation.js").Conversation} conversation */
export function openCame(root, conversation) {
  const about = /** @type {HTMLElement} */ (root.firstElementChild);
  const [said, whole] = /** @type {[HTMLElement, HTMLAnchorElement]} */ ([...about.children]);
  return {
    show({ carried }) {
      about.hidden = !carried?.mail;
      if (!carried?.mail) return;
      const names = (carried.attached ?? []).map(({ name }) => name);
      said.textContent = names.length ? t("mail.came-with", { names: inList(names) }) : t("mail.came");
      whole.href = `/agent/${conversation.ticket}/mail/${encodeURIComponent(carried.mail)}/`;
    },
  };
}
