// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "files.said": {
    one: "[{n} файл: {names}]",
    few: "[{n} файли: {names}]",
    many: "[{n} файлів: {names}]",
    other: "[{n} файлу: {names}]",
  },
});
