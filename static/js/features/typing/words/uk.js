// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "typing.typing": {
    one: "{names} пише…",
    few: "{names} пишуть…",
    many: "{names} пишуть…",
    other: "{names} пишуть…",
  },
});
