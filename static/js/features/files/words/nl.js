// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "files.said": { one: "[{names}]", other: "[{n} bestanden: {names}]" },
});
