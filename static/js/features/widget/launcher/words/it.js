// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("it", {
  "widget.open": "Apri la chat",
  "widget.close": "Chiudi la chat",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} nuovo messaggio", many: "{n} nuovi messaggi", other: "{n} nuovi messaggi" },
  "widget.away": "La chat non è raggiungibile al momento.",
});
