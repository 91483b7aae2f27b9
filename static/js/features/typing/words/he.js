// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "typing.typing": { one: "{names} בהקלדה…", two: "{names} בהקלדה…", other: "{names} בהקלדה…" },
});
