// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "files.said": { other: "[{n} 個のファイル: {names}]" },
});
