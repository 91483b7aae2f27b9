// What customers agree to, beside what is asked: a sentence, or a box that has to be ticked.
import { mark } from "../../ui/keyed.js";
import { t } from "../../words/t.js";

const isAbout = (name) => name.startsWith("consent");

/** The page is older than what has to be agreed to.
 *  @param {HTMLElement} root
 *  @param {(part: import("../../start/joining.js").Joining) => void} joins */
export function openNoConsent(root, joins) {
  const line = document.createElement("p");
  line.className = "field-error";
  line.setAttribute("role", "alert");

  joins({
    wrong: () => null,
    fields: () => ({}),
    refused(names) {
      if (!names.some(isAbout)) return;
      line.textContent = t("prechat.reload");
      root.append(line);
    },
    values: () => ({}),
    restore() {},
  });
}

/** @param {HTMLElement} field
 *  @param {(part: import("../../start/joining.js").Joining) => void} joins */
export function openConsent(field, joins) {
  const box = /** @type {HTMLInputElement | null} */ (field.querySelector("input"));
  const line = /** @type {HTMLElement} */ (field.querySelector(".field-error"));
  const { consent: version, language } = field.dataset;

  function say(key) {
    line.hidden = !key;
    line.textContent = key ? t(key) : "";
    if (!box) return;
    mark(box, "aria-invalid", key ? "true" : null);
    mark(box, "aria-describedby", key ? line.id : null);
  }

  function judge() {
    const lacks = box && !box.checked;
    say(lacks ? "prechat.needed-box" : "");
    return lacks ? box : null;
  }

  joins({
    wrong: judge,
    fields: () => ({
      consent: { version: Number(version), language, ...(box && { agreed: box.checked }) },
    }),
    refused(names) {
      if (!names.some(isAbout)) return;
      if (!judge()) say("prechat.refused");
      box?.focus();
    },
    values: () => ({ version, agreed: box?.checked }),
    restore(values) {
      if (box && values.version === version) box.checked ||= Boolean(values.agreed);
    },
  });
}
