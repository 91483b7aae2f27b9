// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("es", {
  "widget.open": "Abrir el chat",
  "widget.close": "Cerrar el chat",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} mensaje nuevo", many: "{n} mensajes nuevos", other: "{n} mensajes nuevos" },
  "widget.away": "El chat no está disponible en este momento.",
});
