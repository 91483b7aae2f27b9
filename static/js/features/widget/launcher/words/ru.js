// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ru", {
  "widget.open": "Открыть чат",
  "widget.close": "Закрыть чат",
  "widget.chat": "Чат",
  "widget.new": {
    one: "{n} новое сообщение",
    few: "{n} новых сообщения",
    many: "{n} новых сообщений",
    other: "{n} нового сообщения",
  },
  "widget.away": "Чат сейчас недоступен.",
});
