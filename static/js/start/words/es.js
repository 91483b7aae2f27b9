// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("es", {
  "start.send": "Iniciar la conversación",
  "start.sending": "Enviando…",
  "start.continue": "Continuar su conversación",
  "start.open-last": "Abrir su última conversación",
  "start.no-body": "Escriba en pocas palabras qué necesita.",
  "start.no-name": "Díganos cómo llamarle.",
  "start.no-email": "Esto no parece una dirección de correo electrónico.",
  "start.over": {
    one: "Sobra {n} carácter.",
    many: "Sobran {n} caracteres.",
    other: "Sobran {n} caracteres.",
  },
  "start.too-long": "Demasiado largo: como máximo {n} caracteres.",
  "start.refused-field.body": "No se puede enviar tal como está. Escríbalo con otras palabras.",
  "start.refused-field.name": "No se puede usar como nombre. Escríbalo de otra manera.",
  "start.refused-field.email": "No podemos escribir a esta dirección de correo. Revísela o déjela vacía.",
  "start.refused":
    "No se ha aceptado tal como está. Su mensaje está guardado: revíselo e inténtelo de nuevo.",
  "start.refused.conflict": "Ya se envió una versión anterior. Pulse el botón para enviar también esta.",
  "start.refused.forbidden":
    "Esta página no puede enviar desde aquí. Su mensaje está guardado: vuelva a cargar la página.",
  "start.kept": "Su mensaje está guardado y se enviará.",
  "start.many": "Hay muchas personas escribiendo a la vez. Se enviará en {n} s; su mensaje está guardado.",
  "start.offline": "No tiene conexión. Su mensaje está guardado y se enviará cuando vuelva a tenerla.",
  "start.unreachable": "No se nos puede contactar en este momento.",
});
