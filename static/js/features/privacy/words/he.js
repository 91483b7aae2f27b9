// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "privacy.erased": "מה שנכתב לפני כן נמחק.",
  "privacy.erased_part": "חלק ממה שנכתב לפני כן נמחק.",
});
