// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("es", {
  "notifications.push.ask":
    "¿Quiere que este navegador le avise cuando haya una respuesta, también con esta página cerrada?",
  "notifications.push.yes": "Sí, avisarme",
  "notifications.push.no": "No, gracias",
  "notifications.push.on": "Puede cerrar esta página: este navegador le avisa cuando haya una respuesta.",
  "notifications.push.off": "Desactivar",
  "notifications.push.denied":
    "Este navegador no lo permite. Puede cambiarlo en sus ajustes para esta página.",
  "notifications.push.failed": "No ha funcionado en este navegador.",
  "notifications.push.home":
    "Este navegador puede avisarle de las respuestas cuando esta página esté en su pantalla de inicio.",
  "notifications.push.how": "Ver cómo",
  "notifications.push.home.how":
    "Toque Compartir y luego «Añadir a pantalla de inicio». Abra esta conversación desde allí y se le preguntará de nuevo.",
});
