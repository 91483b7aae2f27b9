// A message that came by mail: that it did, which files stay in the mail, and the way to the whole of it.
import { inList } from "../../../words/list.js";
import { hasWords, t } from "../../../words/t.js";

/** @param {HTMLElement} root
 *  @param {import("../../../conversation/conversation.js").Conversation} conversation */
export function openCame(root, conversation) {
  const about = /** @type {HTMLElement} */ (root.firstElementChild);
  const [said, whole] = /** @type {[HTMLElement, HTMLAnchorElement]} */ ([...about.children]);
  return {
    show({ carried }) {
      about.hidden = !carried?.mail;
      if (!carried?.mail) return;
      const left = (carried.attached ?? []).map(inWords);
      said.textContent = left.length ? t("mail.came-with", { names: inList(left) }) : t("mail.came");
      whole.href = `/agent/${conversation.ticket}/mail/${encodeURIComponent(carried.mail)}/`;
    },
  };
}

/** Of a file that isn't among the message's own: what it is called, and why it stays in the mail.
 *  @param {{name: string, reason?: string}} file */
export function inWords({ name, reason }) {
  const key = `mail.left.${reason}`;
  return reason && hasWords(key) ? t("mail.left", { name, why: t(key) }) : name;
}
