// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "status.resolved.you": "Rozmowa została przez Państwa zakończona",
  "status.resolved.other": "{name} oznacza tę rozmowę jako rozwiązaną",
  "status.reopened.you": "Rozmowa została przez Państwa wznowiona",
  "status.reopened.other": "{name} wznawia tę rozmowę",
});
