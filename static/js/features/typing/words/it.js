// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "typing.typing": {
    one: "{names} sta scrivendo…",
    many: "{names} stanno scrivendo…",
    other: "{names} stanno scrivendo…",
  },
});
