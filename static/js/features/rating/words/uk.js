// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "rating.by.you": "Ви оцінили розмову: {words}",
  "rating.by.other": "{name} оцінює розмову: {words}",
});
