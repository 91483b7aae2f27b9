// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("es", {
  "people.no-link": "El enlace no está disponible en este momento. Inténtelo de nuevo.",
  "people.link-copied": "Copiado. Quien tenga este enlace puede leer y escribir aquí.",
});
