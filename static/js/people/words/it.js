// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("it", {
  "people.no-link": "Il link non è disponibile al momento. La preghiamo di riprovare.",
  "people.link-copied": "Copiato. Chi ha questo link può leggere e scrivere qui.",
});
