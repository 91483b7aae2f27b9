// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "privacy.erased": "To, co napisano wcześniej, zostało usunięte.",
  "privacy.erased_part": "Część tego, co napisano wcześniej, została usunięta.",
});
