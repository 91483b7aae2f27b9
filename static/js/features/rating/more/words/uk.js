// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("uk", {
  "rating.thanks": "Дякуємо. Оцінку ще можна змінити.",
  "rating.refused": "Це більше не можна оцінити.",
});
