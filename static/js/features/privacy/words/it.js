// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "privacy.erased": "Ciò che è stato scritto prima è stato cancellato.",
  "privacy.erased_part": "Una parte di ciò che è stato scritto prima è stata cancellata.",
});
