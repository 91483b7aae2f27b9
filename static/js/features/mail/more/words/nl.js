// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("nl", {
  "mail.asked": "Het is onderweg.",
  "mail.asked-often":
    "Er zijn er zojuist al enkele verzonden. Kijk in uw mailbox en probeer het later opnieuw.",
  "mail.not-asked": "Dat is niet gelukt. Probeer het opnieuw.",
});
