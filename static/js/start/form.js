// What is wrong with the start form, in words by field. Pure.
import { hasWords, t } from "../words/t.js";
import { isVisible } from "../words/text.js";
import { characters, LIMITS } from "../wire/frames.js";

export function complaints({ body, name }, emailIsValid) {
  const wrong = {};
  if (!isVisible(body)) wrong.body = t("start.no-body");
  const over = characters(body) - LIMITS.body;
  if (over > 0) wrong.body = t("start.over", { n: over });
  if (!isVisible(name)) wrong.name = t("start.no-name");
  if (!emailIsValid) wrong.email = t("start.no-email");
  return wrong;
}

/** What the server refused, by field: empty when it wasn't a field. */
export function refusedFields({ code, fields = [] }) {
  const known = fields.filter((name) => hasWords(`start.refused-field.${name}`));
  const wrong = Object.fromEntries(known.map((name) => [name, t(`start.refused-field.${name}`)]));
  if (code === "too_long" && wrong.body) wrong.body = t("start.too-long", { n: LIMITS.body });
  return wrong;
}
