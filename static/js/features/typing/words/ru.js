// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "typing.typing": {
    one: "{names} печатает…",
    few: "{names} печатают…",
    many: "{names} печатают…",
    other: "{names} печатают…",
  },
});
