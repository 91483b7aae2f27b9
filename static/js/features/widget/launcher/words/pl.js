// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pl", {
  "widget.open": "Otwórz czat",
  "widget.close": "Zamknij czat",
  "widget.chat": "Czat",
  "widget.new": {
    one: "{n} nowa wiadomość",
    few: "{n} nowe wiadomości",
    many: "{n} nowych wiadomości",
    other: "{n} nowej wiadomości",
  },
  "widget.away": "Czat jest w tej chwili niedostępny.",
});
