// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "typing.typing": {
    one: "{names} está digitando…",
    many: "{names} estão digitando…",
    other: "{names} estão digitando…",
  },
});
