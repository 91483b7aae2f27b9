// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "typing.typing": {
    one: "{names} est en train d’écrire…",
    many: "{names} sont en train d’écrire…",
    other: "{names} sont en train d’écrire…",
  },
});
