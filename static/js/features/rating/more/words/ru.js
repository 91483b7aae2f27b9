// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ru", {
  "rating.thanks": "Спасибо. Оценку ещё можно изменить.",
  "rating.refused": "Это больше нельзя оценить.",
});
