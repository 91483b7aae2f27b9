// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("fr", {
  "rating.thanks": "Merci. Vous pouvez encore modifier votre avis.",
  "rating.refused": "Cette conversation ne peut plus être évaluée.",
});
