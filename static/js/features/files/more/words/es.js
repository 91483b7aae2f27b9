// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("es", {
  "files.remove": "Quitar {name}",
  "files.going": "Se está enviando {name}",
  "files.cancel": "Cancelar",
  "files.view": "Ver {name}",
  "files.not-loaded": "No se pudo cargar. Inténtalo de nuevo.",
  "files.download": "Descargar {name}",
  "files.checking": "Se está comprobando…",
  "files.too-many": {
    one: "Como máximo {n} archivo por mensaje.",
    many: "Como máximo {n} archivos por mensaje.",
    other: "Como máximo {n} archivos por mensaje.",
  },
  "files.too-large": "{name} es demasiado grande: como máximo {size}.",
  "files.empty": "{name} está vacío.",
  "files.refused.infected": "Retirado: no es seguro",
  "files.refused.unreadable": "No se puede leer esta imagen",
  "files.refused.too_many_pixels": "Esta imagen es demasiado grande para mostrarla",
  "files.refused.gone": "Ya no está disponible",
  "files.failed.too_large": "Un archivo es demasiado grande.",
  "files.failed.ticket_full": "Esta conversación no admite más archivos.",
  "files.failed.too_many_files": "Demasiados archivos en un mensaje.",
  "files.viewer": "Imagen",
  "files.viewer.before": "La anterior",
  "files.viewer.after": "La siguiente",
  "files.viewer.zoom": "Tamaño real",
  "files.viewer.close": "Cerrar",
  "files.viewer.download": "Descargar",
});
