// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "prechat.needed-field": "Indique esto, por favor.",
  "prechat.needed-box": "Dé su consentimiento, por favor.",
  "prechat.no-email": "Esto no parece una dirección de correo electrónico.",
  "prechat.refused": "No se puede aceptar tal como está.",
  "prechat.reload": "Hay algo nuevo que aceptar. Vuelva a cargar esta página: lo que ha escrito se conserva.",
});
