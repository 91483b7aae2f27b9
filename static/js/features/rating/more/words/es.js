// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("es", {
  "rating.thanks": "Gracias. Todavía puede cambiarlo.",
  "rating.refused": "Ya no se puede valorar.",
});
