// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("fr", {
  "widget.open": "Ouvrir le chat",
  "widget.close": "Fermer le chat",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} nouveau message", many: "{n} nouveaux messages", other: "{n} nouveaux messages" },
  "widget.away": "Le chat est injoignable pour le moment.",
});
