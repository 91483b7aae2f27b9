// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "typing.typing": {
    zero: "{names}: جارٍ الكتابة…",
    one: "{names}: جارٍ الكتابة…",
    two: "{names}: جارٍ الكتابة…",
    few: "{names}: جارٍ الكتابة…",
    many: "{names}: جارٍ الكتابة…",
    other: "{names}: جارٍ الكتابة…",
  },
});
