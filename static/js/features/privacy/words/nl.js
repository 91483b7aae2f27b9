// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "privacy.erased": "Wat hiervoor is geschreven, is gewist.",
  "privacy.erased_part": "Een deel van wat hiervoor is geschreven, is gewist.",
});
