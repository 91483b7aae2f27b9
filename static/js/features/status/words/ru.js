// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "status.resolved.you": "Вы отметили вопрос как решённый",
  "status.resolved.other": "{name} отмечает вопрос как решённый",
  "status.reopened.you": "Вы снова открыли диалог",
  "status.reopened.other": "{name} снова открывает диалог",
});
