// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "privacy.erased": "Усе написане до цього видалено.",
  "privacy.erased_part": "Частину написаного раніше видалено.",
});
