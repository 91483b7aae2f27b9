// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "rating.1": "очень плохо",
  "rating.2": "плохо",
  "rating.3": "средне",
  "rating.4": "хорошо",
  "rating.5": "очень хорошо",
  "rating.by.you": "Вы оценили диалог: {words}",
  "rating.by.other": "{name} оценивает диалог: {words}",
  "rating.quoted": "{said} – «{body}»",
});
