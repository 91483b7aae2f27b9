// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "typing.typing": {
    one: "{names} está escribiendo…",
    many: "{names} están escribiendo…",
    other: "{names} están escribiendo…",
  },
});
