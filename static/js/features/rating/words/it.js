// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "rating.1": "molto male",
  "rating.2": "male",
  "rating.3": "così così",
  "rating.4": "bene",
  "rating.5": "molto bene",
  "rating.by.you": "Ha valutato questa conversazione: {words}",
  "rating.by.other": "{name} ha valutato questa conversazione: {words}",
  "rating.quoted": "{said} – «{body}»",
});
