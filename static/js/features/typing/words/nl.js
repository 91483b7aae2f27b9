// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "typing.typing": { one: "{names} is aan het typen…", other: "{names} zijn aan het typen…" },
});
