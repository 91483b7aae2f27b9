// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "files.said": {
    one: "[{names}]",
    few: "[{n} pliki: {names}]",
    many: "[{n} plików: {names}]",
    other: "[{n} pliku: {names}]",
  },
});
