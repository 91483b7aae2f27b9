// A reply and a note differ in every word around them, so that nobody sends one as the other.
import { t } from "../words/t.js";

export function showKind(parts, kind) {
  parts.audience.textContent = t(`desk.audience.${kind}`);
  parts.sendWords.textContent = t(`desk.send.${kind}`);
  parts.composer.querySelector("textarea").placeholder = t(`desk.write.${kind}`);
}
