// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "privacy.erased": "Lo que se escribió antes se ha borrado.",
  "privacy.erased_part": "Parte de lo que se escribió antes se ha borrado.",
  "privacy.asked.export": "Se ha solicitado una copia de los datos personales.",
  "privacy.asked.erase": "Se ha solicitado la supresión de los datos personales.",
  "privacy.ready": "La copia de los datos personales está lista: se puede descargar aquí durante siete días.",
  "privacy.granted": "La solicitud ha sido aceptada: se está borrando todo lo que se escribió aquí.",
  "privacy.refused": "La solicitud sobre los datos personales ha sido rechazada: {reason}",
});
