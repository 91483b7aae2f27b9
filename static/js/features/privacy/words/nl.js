// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "privacy.erased": "Wat hiervoor is geschreven, is gewist.",
  "privacy.erased_part": "Een deel van wat hiervoor is geschreven, is gewist.",
  "privacy.asked.export": "Er is om een kopie van de persoonsgegevens gevraagd.",
  "privacy.asked.erase": "Er is gevraagd de persoonsgegevens te wissen.",
  "privacy.ready":
    "De kopie van de persoonsgegevens is klaar: die kan hier zeven dagen lang worden gedownload.",
  "privacy.granted": "Het verzoek is ingewilligd: alles wat hier is geschreven, wordt gewist.",
  "privacy.refused": "Het verzoek over de persoonsgegevens is afgewezen: {reason}",
});
