import { learn } from "../../../../words/t.js";

learn("de", {
  "widget.open": "Chat öffnen",
  "widget.close": "Chat schließen",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} neue Nachricht", other: "{n} neue Nachrichten" },
  "widget.away": "Der Chat ist gerade nicht erreichbar.",
});
