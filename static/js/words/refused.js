// What the server refuses, by its code: its own `message` is English, for other clients. Pure.
import { hasWords, t } from "./t.js";

/** @param {string} code
 *  @param {Record<string, string | number>} [values] */
export const refusedWords = (code, values) =>
  hasWords(`refused.${code}`) ? t(`refused.${code}`, values) : t("refused.other", { code });
