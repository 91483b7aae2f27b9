// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "typing.typing": {
    one: "{names} pisze…",
    few: "{names} piszą…",
    many: "{names} piszą…",
    other: "{names} piszą…",
  },
});
