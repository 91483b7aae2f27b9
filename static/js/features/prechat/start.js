// What the start page asks beside the message: fields of the site, checked here as the server does.
import { fill } from "../../ui/slots.js";
import { mark } from "../../ui/keyed.js";
import { isVisible } from "../../words/text.js";
import { t } from "../../words/t.js";
import { openConsent, openNoConsent } from "./consent.js";

/** What is wrong with an answer, by the key of its words; null: nothing. Pure.
 *  @param {{kind?: string, required: boolean, value: string | boolean, valid: boolean}} answer */
export function wrongOf({ kind, required, value, valid }) {
  const said = value === true || (typeof value === "string" && isVisible(value));
  if (!said) return required ? `prechat.needed-${kind === "checkbox" ? "box" : "field"}` : null;
  return valid ? null : "prechat.no-email";
}

/** @typedef {import("../../start/joining.js").Joining} Joining */
/** @param {HTMLElement} root
 *  @param {{joins: (part: Joining) => void, knowsEmail: () => boolean}} page */
export function openAsked(root, { joins, knowsEmail }) {
  const asked = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".field:not([data-consent])")]).map(
    (field) => ({
      field,
      box: /** @type {HTMLInputElement} */ (field.querySelector("input, select")),
      line: /** @type {HTMLElement} */ (field.querySelector(".field-error")),
    }),
  );
  const valueOf = ({ field, box }) => (field.dataset.kind === "checkbox" ? box.checked : box.value);
  const isKnown = ({ field }) => field.dataset.kind === "email" && knowsEmail();
  const isAsked = (one) => !one.field.hidden && !isKnown(one);

  function say({ box, line }, key) {
    line.hidden = !key;
    line.textContent = key ? t(key) : "";
    mark(box, "aria-invalid", key ? "true" : null);
    mark(box, "aria-describedby", key ? line.id : null);
  }

  function judge(one) {
    const { kind, required } = one.field.dataset;
    const { valid } = one.box.validity;
    const key = wrongOf({ kind, required: required !== undefined, value: valueOf(one), valid });
    say(one, key);
    return key ? one.box : null;
  }

  joins({
    wrong: () => asked.filter(isAsked).map(judge).find(Boolean) ?? null,
    fields() {
      const said = asked.filter((one) => isAsked(one) && valueOf(one));
      return said.length
        ? { fields: Object.fromEntries(said.map((one) => [one.box.name, valueOf(one)])) }
        : {};
    },
    refused(names) {
      for (const one of asked.filter(({ box }) => names.includes(`fields.${box.name}`))) {
        one.field.hidden = false; // it has closed meanwhile
        if (!judge(one)) say(one, "prechat.refused");
        one.box.focus();
      }
    },
    values: () => Object.fromEntries(asked.map((one) => [one.box.name, valueOf(one)])),
    restore(values) {
      for (const { field, box } of asked) {
        const value = values[box.name];
        if (field.dataset.kind === "checkbox") box.checked ||= Boolean(value);
        else box.value ||= value ?? "";
      }
    },
  });

  const consent = /** @type {HTMLElement | null} */ (root.querySelector("[data-consent]"));
  if (consent) openConsent(consent, joins);
  else openNoConsent(root, joins);

  return {
    expected({ state }) {
      for (const { field } of asked)
        if (field.dataset.onlyClosed !== undefined) field.hidden = state !== "closed";
    },
  };
}

fill("asked", "prechat", openAsked);
