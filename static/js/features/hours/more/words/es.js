// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("es", {
  "hours.here": "Hay alguien para atenderle",
  "hours.busy": "Mucha demanda ahora mismo: tardará un poco más",
  "hours.nobody": "Ahora mismo no hay nadie",
  "hours.closed": "Cerrado hasta {time}",
  "hours.shut": "Cerrado",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Escriba de todos modos: se leerá a partir de {time}.",
  "hours.read-soon": "Escriba de todos modos: se leerá en cuanto alguien vuelva.",
  "hours.next": "Su turno es el siguiente",
  "hours.place": "Es el número {place} de la cola",
  "hours.usual": "Las respuestas suelen llegar en {least} a {most}",
  "hours.usual-one": "Las respuestas suelen llegar en {least}",
  "hours.no-email": "Esto no parece una dirección de correo electrónico.",
  "hours.left": "Gracias. La respuesta le llegará también allí.",
  "hours.not-left": "No se ha podido enviar. Inténtelo de nuevo.",
});
