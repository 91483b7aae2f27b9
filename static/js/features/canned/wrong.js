// Why a reply was not saved: in which field, and in which words. Pure.
import { refusedWords } from "../../words/refused.js";
import { t } from "../../words/t.js";

const NOT_FOUND = "not_found";

/** @typedef {{at: string, words: string}} Said at: a field, `texts.<language>`, or "" for none of them
 *  @param {import("./library.js").Trouble} trouble
 *  @param {Record<string, string>} texts
 *  @returns {Said} */
export function saidOf({ code, variable, fields = [] }, texts) {
  const languages = Object.keys(texts);
  if (variable !== undefined) {
    const found = languages.find((language) => texts[language].includes(`{${variable}`));
    return { at: `texts.${found ?? languages[0]}`, words: t("canned.wrong.variable", { name: variable }) };
  }
  if (code === "conflict") return { at: "shortcut", words: t("canned.wrong.taken") };
  const [field] = fields;
  if (field === "title" || field === "shortcut") return { at: field, words: t(`canned.wrong.${field}`) };
  if (field !== undefined && field !== "team")
    return {
      at: `texts.${languages.includes(field) ? field : languages[0]}`,
      words: t("canned.wrong.text"),
    };
  if (code === NOT_FOUND) return { at: "", words: t("canned.wrong.gone") };
  return { at: "", words: code ? refusedWords(code) : t("canned.wrong.lost") };
}
