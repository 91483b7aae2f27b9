// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "typing.typing": { other: "{names} が入力中…" },
});
