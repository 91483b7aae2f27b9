// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "rating.1": "bardzo źle",
  "rating.2": "źle",
  "rating.3": "średnio",
  "rating.4": "dobrze",
  "rating.5": "bardzo dobrze",
  "rating.by.you": "Ta rozmowa została przez Państwa oceniona: {words}",
  "rating.by.other": "{name} ocenia tę rozmowę: {words}",
  "rating.quoted": "{said} – „{body}”",
});
