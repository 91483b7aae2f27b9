// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ru", {
  "mail.asked": "Уже в пути.",
  "mail.asked-often": "Только что отправлено несколько писем. Проверьте почту и попробуйте немного позже.",
  "mail.not-asked": "Не получилось. Пожалуйста, попробуйте ещё раз.",
});
