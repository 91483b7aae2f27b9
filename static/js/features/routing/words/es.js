// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "routing.vanished": "Se ha cortado la conexión de {name}; continúa otra persona del equipo",
});
