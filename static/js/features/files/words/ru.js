// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "files.said": {
    one: "[{n} файл: {names}]",
    few: "[{n} файла: {names}]",
    many: "[{n} файлов: {names}]",
    other: "[{n} файла: {names}]",
  },
});
