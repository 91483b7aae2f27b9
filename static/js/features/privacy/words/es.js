// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "privacy.erased": "Lo que se escribió antes se ha borrado.",
  "privacy.erased_part": "Parte de lo que se escribió antes se ha borrado.",
});
