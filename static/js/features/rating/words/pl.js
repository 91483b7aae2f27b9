// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "rating.by.you": "Ta rozmowa została przez Państwa oceniona: {words}",
  "rating.by.other": "{name} ocenia tę rozmowę: {words}",
});
