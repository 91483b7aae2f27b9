// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "rating.by.you": "Вы оценили диалог: {words}",
  "rating.by.other": "{name} оценивает диалог: {words}",
});
