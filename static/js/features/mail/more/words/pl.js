// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pl", {
  "mail.asked": "Już w drodze.",
  "mail.asked-often": "Przed chwilą wysłano ich kilka. Prosimy zajrzeć do skrzynki i spróbować później.",
  "mail.not-asked": "Nie udało się. Prosimy spróbować ponownie.",
});
