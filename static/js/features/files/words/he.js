// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "files.said": { one: "[{names}]", two: "[שני קבצים: {names}]", other: "[{n} קבצים: {names}]" },
});
