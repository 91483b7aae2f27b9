// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "privacy.erased": "Всё написанное до этого удалено.",
  "privacy.erased_part": "Часть написанного ранее удалена.",
});
