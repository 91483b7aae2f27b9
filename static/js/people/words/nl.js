// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("nl", {
  "people.no-link": "De link is op dit moment niet beschikbaar. Probeer het opnieuw.",
  "people.link-copied": "Gekopieerd. Wie deze link heeft, kan hier lezen en schrijven.",
});
