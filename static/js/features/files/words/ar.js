// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "files.said": {
    zero: "[{names}]",
    one: "[{names}]",
    two: "[ملفان: {names}]",
    few: "[{n} ملفات: {names}]",
    many: "[{n} ملفًا: {names}]",
    other: "[{n} ملف: {names}]",
  },
});
