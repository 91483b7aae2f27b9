// Why something was not done, in words. Pure.
import { refusedWords } from "../words/refused.js";
import { t } from "../words/t.js";

/** verdict: a `reject` frame, whose fields the words may name; name: the customer's; here: whether it is
 *  about the open conversation */
export function refusalWords(verdict, { name = t("desk.the-customer"), here }) {
  const words = refusedWords(verdict.code, { ...verdict, name });
  return here ? words : t("desk.about", { name, words });
}
