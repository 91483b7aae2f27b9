// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pl", {
  "rating.thanks": "Dziękujemy. Ocenę można jeszcze zmienić.",
  "rating.refused": "Tego nie można już ocenić.",
});
