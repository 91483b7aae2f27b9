// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pl", {
  "people.no-link": "Link jest w tej chwili niedostępny. Prosimy spróbować ponownie.",
  "people.link-copied": "Skopiowano. Każdy, kto ma ten link, może tu czytać i pisać.",
});
