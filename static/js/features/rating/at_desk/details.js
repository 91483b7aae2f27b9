// The newest rating, among a conversation's details.
import { t } from "../../../words/t.js";

/** @param {HTMLElement} root */
export function openDetails(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ row }) {
      const { rating } = row ?? {};
      root.hidden = !rating;
      if (!rating) return void (place.textContent = "");
      const said = t("rating.of", { score: rating.score, of: rating.of, words: t(`rating.${rating.score}`) });
      place.textContent = rating.comment ? t("rating.quoted", { said, body: rating.comment }) : said;
    },
  };
}
