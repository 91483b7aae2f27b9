import { learn } from "../../../words/t.js";

learn("en", {
  "privacy.erased": "What was written before this was erased.",
  "privacy.erased_part": "Some of what was written before this was erased.",
});
