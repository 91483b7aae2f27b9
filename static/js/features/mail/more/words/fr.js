// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("fr", {
  "mail.asked": "C’est en route.",
  "mail.asked-often":
    "Plusieurs viennent d’être envoyés. Regardez dans votre boîte de réception et réessayez un peu plus tard.",
  "mail.not-asked": "L’envoi n’a pas abouti. Veuillez réessayer.",
});
