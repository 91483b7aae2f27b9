// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("it", {
  "rating.thanks": "Grazie. Può ancora cambiarla.",
  "rating.refused": "Non è più possibile valutarla.",
});
