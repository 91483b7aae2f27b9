// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("es", {
  "conversation.new": { one: "{n} mensaje nuevo", many: "{n} mensajes nuevos", other: "{n} mensajes nuevos" },
  "conversation.newest": "Ir a los mensajes más recientes",
  "conversation.note-by": "{name} · nota interna",
  "conversation.mark.waiting": "Pendiente de envío",
  "conversation.mark.stored": "Enviado",
  "conversation.mark.delivered": "Entregado",
  "conversation.mark.read": "Leído",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, nota interna: {body}",
  "conversation.you": "Usted",
  "conversation.yours": "Su conversación",
  "conversation.over": {
    one: "Sobra {n} carácter.",
    many: "Sobran {n} caracteres.",
    other: "Sobran {n} caracteres.",
  },
  "conversation.too-long": "Demasiado largo: como máximo {n} caracteres.",
  "conversation.not-kept": "No se ha podido guardar. Inténtelo de nuevo.",
  "conversation.gone": "Esta conversación ya no existe",
  "conversation.gone.why": "Se ha eliminado. Puede empezar una nueva cuando quiera.",
  "conversation.expired": "Enlace caducado",
  "conversation.erased": "Borrado",
});
