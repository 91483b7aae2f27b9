// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("nl", {
  "widget.open": "Chat openen",
  "widget.close": "Chat sluiten",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} nieuw bericht", other: "{n} nieuwe berichten" },
  "widget.away": "De chat is op dit moment niet bereikbaar.",
});
