// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("es", {
  "link.signed-out": "Se ha cerrado su sesión. Su borrador está guardado.",
  "link.by-http": "Conexión lenta: los mensajes llegan unos segundos más tarde.",
  "link.stranger": "Algo responde en nuestro lugar, quizá la página de acceso de esta red.",
  "link.safe": "Sus mensajes están a salvo y se enviarán.",
  "link.offline": "No tiene conexión. Los mensajes se enviarán cuando vuelva a tenerla.",
  "link.reconnecting": "Reconectando…",
  "link.countdown": "Nueva conexión en {n} s",
  "link.counting": "Reconectando.",
  "link.back": {
    one: "De nuevo en línea: {n} mensaje enviado",
    many: "De nuevo en línea: {n} mensajes enviados",
    other: "De nuevo en línea: {n} mensajes enviados",
  },
  "link.back-spoken": "De nuevo en línea.",
  "link.stopped": "Esta página no puede continuar.",
  "link.stopped.4400": "Esta página y el servidor ya no se entienden.",
  "link.stopped.4403": "No tiene acceso a esta conversación.",
  "link.stopped.4404": "Aquí no existe esa conversación.",
  "link.act.try": "Probar ahora",
  "link.act.sign-in": "Iniciar sesión",
  "link.act.load": "Volver a cargar",
  "time.now": "ahora",
  "time.under-a-minute": "< 1 min",
  "time.minutes": "{n} min",
  "time.hours": "{n} h",
  "time.days": { one: "{n} día", many: "{n} días", other: "{n} días" },
  "time.waits": "espera desde hace {time}",
  "time.today": "Hoy",
  "time.yesterday": "Ayer",
});
