// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "files.said": { one: "[{names}]", many: "[{n} fichiers : {names}]", other: "[{n} fichiers : {names}]" },
});
