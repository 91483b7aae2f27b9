// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ru", {
  "people.no-link": "Ссылку сейчас не получить. Пожалуйста, попробуйте ещё раз.",
  "people.link-copied": "Скопировано. У кого есть эта ссылка, тот может здесь читать и писать.",
});
