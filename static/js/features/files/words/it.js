// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "files.said": { one: "[{names}]", many: "[{n} file: {names}]", other: "[{n} file: {names}]" },
});
