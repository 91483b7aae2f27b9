// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "privacy.erased": "Ce qui a été écrit avant a été effacé.",
  "privacy.erased_part": "Une partie de ce qui a été écrit avant a été effacée.",
});
