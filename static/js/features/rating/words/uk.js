// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "rating.1": "дуже погано",
  "rating.2": "погано",
  "rating.3": "посередньо",
  "rating.4": "добре",
  "rating.5": "дуже добре",
  "rating.by.you": "Ви оцінили розмову: {words}",
  "rating.by.other": "{name} оцінює розмову: {words}",
  "rating.quoted": "{said} – «{body}»",
});
