// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "privacy.erased": "تم محو ما كُتب قبل هذا.",
  "privacy.erased_part": "حُذف بعض ما كُتب قبل هذا.",
});
