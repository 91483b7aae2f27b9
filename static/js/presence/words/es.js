// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("es", {
  "presence.online": "en línea",
  "presence.unstable": "conexión inestable",
  "presence.not-here": "no está aquí",
  "presence.just-gone": "se acaba de ir",
  "presence.gone": "ausente desde hace {time}",
  "presence.here": { one: "{names} está aquí", many: "{names} están aquí", other: "{names} están aquí" },
  "presence.on-duty": "Hay alguien para atenderle",
  "presence.away": "Ahora no hay nadie. Su mensaje quedará a la espera.",
});
