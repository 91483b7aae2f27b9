// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("uk", {
  "widget.open": "Відкрити чат",
  "widget.close": "Закрити чат",
  "widget.chat": "Чат",
  "widget.new": {
    one: "{n} нове повідомлення",
    few: "{n} нові повідомлення",
    many: "{n} нових повідомлень",
    other: "{n} нового повідомлення",
  },
  "widget.away": "Чат зараз недоступний.",
});
