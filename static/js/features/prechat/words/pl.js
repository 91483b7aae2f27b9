// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "prechat.needed-field": "Prosimy to podać.",
  "prechat.needed-box": "Prosimy wyrazić zgodę.",
  "prechat.no-email": "To nie wygląda na adres e-mail.",
  "prechat.refused": "Tego nie można przyjąć w tej postaci.",
  "prechat.reload":
    "Pojawiło się coś nowego do zaakceptowania. Proszę odświeżyć stronę: wpisany tekst zostanie zachowany.",
});
