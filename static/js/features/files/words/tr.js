// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "files.said": { one: "[{names}]", other: "[{n} dosya: {names}]" },
});
