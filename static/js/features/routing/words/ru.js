// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "routing.vanished": "Связь прервалась: {name}; диалог продолжит другой сотрудник",
});
