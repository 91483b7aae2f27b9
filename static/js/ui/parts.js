// The elements that scripts work with, by their data-part, in camelCase:
// <p data-part="pill-words"> is parts.pillWords.

/** @typedef {Record<string, any>} Parts each page has its own elements */
/** @param {ParentNode} root */
export function findParts(root = document) {
  /** @type {Parts} */
  const parts = {};
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-part]"))) {
    const name = String(element.dataset.part).replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    parts[name] = element;
  }
  parts.messageTemplate = root.querySelector("#message-template");
  parts.failedTemplate = root.querySelector("#failed-template");
  parts.carriedTemplate = root.querySelector("#carried-template");
  return parts;
}
