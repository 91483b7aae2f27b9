import { learn } from "../../../../words/t.js";

learn("de", {
  "mail.asked": "Ist unterwegs.",
  "mail.asked-often":
    "Gerade wurden schon mehrere gesendet. Bitte im Postfach nachsehen und später noch einmal versuchen.",
  "mail.not-asked": "Das kam nicht an. Bitte noch einmal versuchen.",
});
