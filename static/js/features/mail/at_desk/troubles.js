// What fails of mail, on the Connections page.
import { hasWords, t } from "../../../words/t.js";

/** @param {HTMLElement} root */
export function openTroubles(root) {
  return {
    /** @param {{part: string, words: string}[]} troubles */
    show(troubles) {
      const lines = troubles.filter(({ part }) => part.startsWith("mail.")).map(inWords);
      if (root.textContent !== lines.join("")) root.replaceChildren(...lines.map(line));
    },
  };
}

function inWords({ part, words }) {
  const key = part.replace("mail.", "mail.trouble.");
  return t(hasWords(key) ? key : "mail.trouble", { words });
}

function line(words) {
  const shown = document.createElement("p");
  shown.className = "mail-trouble";
  shown.textContent = words;
  return shown;
}
