// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("es", {
  "mail.asked": "Está en camino.",
  "mail.asked-often": "Se acaban de enviar varios. Mire en su correo e inténtelo más tarde.",
  "mail.not-asked": "No se ha podido enviar. Inténtelo de nuevo.",
});
