// A reply's text in each of its languages.

// Those that are offered; a reply keeps whatever else it has.
const OFFERED =
  // eslint-disable-next-line house/words -- codes
  "ar bg cs da de el en es et fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi zh";
const MOST = 20;

/** → {show(texts), read() → texts, doubled() → a language that is there twice, say(language, words)}
 *  @param {{place: HTMLElement, template: HTMLTemplateElement, more: HTMLButtonElement}} parts */
export function openTexts({ place, template, more }) {
  const fields = () => [...place.children].map(partsOf);

  /** @param {string} language
   *  @param {string} text */
  function add(language, text) {
    const field = /** @type {HTMLElement} */ (
      /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
    );
    const { choice, box, remove } = partsOf(field);
    const codes = [...new Set([language, ...OFFERED.split(" ")])];
    choice.append(...codes.map((code) => new Option(called(code), code)));
    choice.value = language;
    box.value = text;
    remove.addEventListener("click", () => {
      field.remove();
      count();
      more.focus();
    });
    place.append(field);
    count();
    return box;
  }

  function count() {
    const all = fields();
    for (const { remove } of all) remove.hidden = all.length === 1;
    more.hidden = all.length >= MOST;
  }

  more.addEventListener("click", () => {
    const there = new Set(fields().map(({ choice }) => choice.value));
    const [next] = ["en", "de", ...OFFERED.split(" ")].filter((code) => !there.has(code));
    add(next, "").focus();
  });

  return {
    /** @param {Record<string, string>} texts */
    show(texts) {
      place.replaceChildren();
      for (const [language, text] of Object.entries(texts)) add(language, text);
    },
    read: () => Object.fromEntries(fields().map(({ choice, box }) => [choice.value, box.value])),
    doubled() {
      const codes = fields().map(({ choice }) => choice.value);
      return codes.find((code, n) => codes.indexOf(code) !== n);
    },
    /** @param {string} language
     *  @param {string} words */
    say(language, words) {
      const at = fields().findLast(({ choice }) => choice.value === language);
      for (const field of fields()) {
        field.error.textContent = field.box === at?.box ? words : "";
        field.box.ariaInvalid = field.box === at?.box && words ? "true" : null;
      }
      at?.box.setAttribute("aria-description", words);
      if (words) at?.box.focus();
    },
  };
}

/** @param {Element} field */
function partsOf(field) {
  const part = (/** @type {string} */ name) => /** @type {any} */ (field.querySelector(name));
  return {
    choice: /** @type {HTMLSelectElement} */ (part("select")),
    box: /** @type {HTMLTextAreaElement} */ (part("textarea")),
    error: /** @type {HTMLElement} */ (part(".field-error")),
    remove: /** @type {HTMLButtonElement} */ (part("button")),
  };
}

/** A language's name in the page's.
 *  @param {string} code */
function called(code) {
  const names = new Intl.DisplayNames(document.documentElement.lang || "en", { type: "language" });
  return names.of(code) ?? code;
}
