// What the customer said before the conversation, a line for each.
import { t } from "../../../words/t.js";

/** @param {{label: string, value: string | boolean, version?: number, at?: string}} answer */
export function lineOf({ label, value, version, at = "" }) {
  if (version) {
    const day = at.slice(0, 10);
    return t(value === true ? "prechat.agreed" : "prechat.shown", { label, version, day });
  }
  return t("prechat.answer", { label, value: typeof value === "boolean" ? t(`prechat.${value}`) : value });
}

/** @param {HTMLElement} root */
export function openDetails(root) {
  const place = /** @type {HTMLElement} */ (root.querySelector("dd"));
  return {
    show({ row }) {
      const lines = (row?.fields ?? []).map(lineOf);
      root.hidden = !lines.length;
      place.textContent = lines.join("\n");
    },
  };
}
