// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "files.said": { one: "[{names}]", many: "[{n} arquivos: {names}]", other: "[{n} arquivos: {names}]" },
});
