// The elements that scripts work with, by their data-part, in camelCase:
// <p data-part="pill-words"> is parts.pillWords.

export function findParts(root = document) {
  const parts = {};
  for (const element of root.querySelectorAll("[data-part]")) {
    const name = element.dataset.part.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    parts[name] = element;
  }
  parts.messageTemplate = root.querySelector("#message-template");
  parts.failedTemplate = root.querySelector("#failed-template");
  return parts;
}
