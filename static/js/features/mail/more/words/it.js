// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("it", {
  "mail.asked": "È in arrivo.",
  "mail.asked-often":
    "Ne sono appena stati inviati diversi. Controlli la Sua casella di posta e riprovi più tardi.",
  "mail.not-asked": "L’invio non è riuscito. La preghiamo di riprovare.",
});
