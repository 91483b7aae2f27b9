// Webhooks that went off by themselves, on the Connections page.
import { t } from "../../../words/t.js";

/** @param {HTMLElement} root */
export function openTroubles(root) {
  return {
    /** @param {{part: string, words: string}[]} troubles */
    show(troubles) {
      const lines = troubles.filter(({ part }) => part.startsWith("webhooks.")).map(inWords);
      if (root.textContent !== lines.join("")) root.replaceChildren(...lines.map(line));
    },
  };
}

const inWords = ({ words }) => t("webhooks.trouble.off", { words });

/** @param {string} words */
function line(words) {
  const shown = document.createElement("p");
  shown.className = "webhook-trouble";
  shown.textContent = words;
  return shown;
}
